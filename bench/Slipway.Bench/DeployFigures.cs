namespace Slipway.Bench;

/// <summary>Whole deploys: after a change, and with nothing to do.</summary>
internal static class DeployFigures
{
    private const int ChangedRuns = 3;
    private const int UnchangedRuns = 5;

    public static async Task<Figure> ChangedAsync(
        Workspace workspace, PushFigures push, ImageFloor docker, CancellationToken cancellationToken)
    {
        var deploys = new List<TimeSpan>();
        var floors = new List<TimeSpan>();
        for (var run = 1; run <= ChangedRuns; run++)
        {
            await workspace.ChangeOneLineAsync(run, cancellationToken);
            deploys.Add((await push.ChangedAsync(() => workspace.BuildAsync(cancellationToken, "Deploy"), cancellationToken)).Took);
            floors.Add(await docker.ChangedAsync(cancellationToken));
        }

        return new Figure("Deploy after a one-line code change, tests included", new Sample(deploys))
        {
            Aim = "under 25 s",
            Floor = $"{new Sample(floors)}: docker build and push of the changed layer",
        };
    }

    public static async Task<Figure[]> UnchangedAsync(Workspace workspace, ImageFloor docker, CancellationToken cancellationToken)
    {
        var deploys = await Sample.TakeAsync(UnchangedRuns, async () => (await workspace.BuildAsync(cancellationToken, "Deploy")).Took);
        await docker.UnchangedAsync(cancellationToken);
        var floor = await Sample.TakeAsync(UnchangedRuns, () => docker.UnchangedAsync(cancellationToken));
        return
        [
            new Figure("Deploy with nothing changed", deploys) { Aim = "under 8 s", Floor = "the line below" },
            new Figure("- what Docker itself needs of that: a cached build and a push of nothing", floor),
        ];
    }
}
