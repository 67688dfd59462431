using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Routing;

namespace Slipway.Bench;

/// <summary>Commands that change little or nothing, as whole processes.</summary>
internal static class ProcessFigures
{
    private const int RollbackRuns = 5;
    private const int StatusRuns = 10;

    public static async Task<Figure> RollbackAsync(Workspace workspace, CancellationToken cancellationToken) =>
        new("Rollback to the warm slot, whole process",
            await Sample.TakeAsync(RollbackRuns, () => RollBackAsync(workspace, cancellationToken)))
        {
            Aim = "at most 1.5 s",
            Floor = "the start of an empty .NET program, below, and the switch, above",
        };

    public static async Task<Figure[]> StatusAsync(Workspace workspace, ImageFloor docker, CancellationToken cancellationToken)
    {
        var empty = new Command(BuildProcess.DotNet, typeof(ProcessFigures).Assembly.Location, BuildProcess.NothingArgument);
        return
        [
            new Figure("`./build.sh Status`, whole process",
                await Sample.TakeAsync(StatusRuns, async () => (await workspace.BuildAsync(cancellationToken, "Status")).Took))
            {
                Aim = "at most 1 s",
                Floor = "the two lines below",
            },
            new Figure("- an empty .NET program",
                await Sample.TakeAsync(StatusRuns,
                    async () => (await BuildProcess.RunAsync(empty, workspace.Time, cancellationToken)).Took)),
            new Figure("- `docker ps`", await Sample.TakeAsync(StatusRuns, () => docker.ListContainersAsync(cancellationToken))),
        ];
    }

    /// <summary>To the release that lies warm in the other slot. A plain rollback would go one release further back each time.</summary>
    public static async Task<TimeSpan> RollBackAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReleaseRecord> releases;
        await using (var keeper = await workspace.OpenKeeperAsync(cancellationToken))
        {
            releases = await keeper.ReadReleasesAsync(cancellationToken);
        }

        var live = releases[^1];
        var warm = releases.Last(release => release.Slot != live.Slot);
        return (await workspace.BuildAsync(cancellationToken, "Rollback", "--to-release", $"{warm.Content}")).Took;
    }
}
