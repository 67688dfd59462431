using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Bench;

/// <summary>A deploying client that is killed: how soon the lock is free, and what the next commands need.</summary>
internal static class CrashFigures
{
    private const int Runs = 3;
    private const string FatalStep = "Start release";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static async Task<Figure[]> MeasureAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var (free, status, deploy) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        for (var run = 0; run < Runs; run++)
        {
            free.Add(await KillAsync(workspace, cancellationToken));
            status.Add(await StatusAsync(workspace, interrupted: true, cancellationToken));
            deploy.Add((await workspace.BuildAsync(cancellationToken, "Deploy")).Took);
            await StatusAsync(workspace, interrupted: false, cancellationToken);
        }

        return
        [
            new Figure("SIGKILL of a deploying client to the lock being free", new Sample(free)) { Aim = "at most 1 s" },
            new Figure("Next `Status` after that, whole process: it names what was interrupted", new Sample(status)),
            new Figure("Next `Deploy` after that, whole process: it brings the target to rest and has nothing else to do",
                new Sample(deploy)) { Floor = "a deploy with nothing changed, above" },
        ];
    }

    /// <summary>Kills a deploy as soon as its journal says that the new slot is about to start.</summary>
    private static async Task<TimeSpan> KillAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var time = workspace.Time;
        await using var keeper = await workspace.OpenKeeperAsync(cancellationToken);
        var before = (await keeper.ReadJournalAsync(cancellationToken)).Count;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var victim = workspace.StartBuild("Deploy", "--force");
        var output = victim.StandardOutput.ReadToEndAsync(cancellationToken);
        while (!(await keeper.ReadJournalAsync(patience.Token)).Skip(before).Any(entry => entry.Kind == EntryKind.StepStarted
            && entry.Step?.StartsWith(FatalStep, StringComparison.Ordinal) == true))
        {
            if (victim.HasExited)
            {
                throw new InvalidOperationException($"The deploy that was to be killed ended by itself:\n{await output}");
            }

            await Task.Delay(Pause, time, patience.Token);
        }

        var killed = time.GetTimestamp();
        victim.Kill();
        while (await keeper.FindHolderAsync(patience.Token) is not null)
        {
            await Task.Delay(Pause, time, patience.Token);
        }

        return time.GetElapsedTime(killed);
    }

    private static async Task<TimeSpan> StatusAsync(Workspace workspace, bool interrupted, CancellationToken cancellationToken)
    {
        var status = await workspace.BuildAsync(cancellationToken, "Status");
        return status.Output.Contains("Interrupted:", StringComparison.Ordinal) == interrupted
            ? status.Took
            : throw new InvalidOperationException(
                $"Status was expected to {(interrupted ? "name" : "know of no")} interrupted run; it said:\n{status.Output}");
    }
}
