using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Looks at a target and touches nothing; needs no lock.</summary>
public interface IInspect : IHazStrategy
{
    /// <summary>The name of a service or worker; without it, all.</summary>
    [Parameter("Service or worker whose log to show - Default is all")]
    string? Service => TryGetValue(() => Service);

    /// <summary>1 to 100,000; without it, 50.</summary>
    [Parameter("Log lines a container - Default is 50")]
    [Number(1, 100_000)]
    string? Tail => TryGetValue(() => Tail);

    /// <summary>1 or more; without it, what is live.</summary>
    [Parameter("Number of the release that Diff begins with - Default is what is live")]
    [Number(1, int.MaxValue)]
    string? From => TryGetValue(() => From);

    /// <summary>1 or more; without it, what would be released.</summary>
    [Parameter("Number of the release that Diff ends with - Default is what would be released")]
    [Number(1, int.MaxValue)]
    string? To => TryGetValue(() => To);

    /// <summary>
    /// Yes or no; without it, no: <see cref="PlanRelease"/> and <see cref="Diff"/> end with 0, whatever they show. With it, 0 means that
    /// there is nothing to do, or no difference, and <see cref="Errors.ExitCode.Differs"/> (7) that there is something.
    /// </summary>
    [Parameter("Whether PlanRelease and Diff end with 7 when a deploy would do something, or releases differ: yes or no - Default is no")]
    [Flag]
    string? DetailedExitCode => TryGetValue(() => DetailedExitCode);

    /// <summary>What is live, in which slot, by whom, and what was interrupted or waits for a person.</summary>
    Target Status => _ => _
        .Description("Shows what is live, in which slot, and whether anything was interrupted")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run => run.Screen.Write(await run.Engine.ReadStatusAsync(run.CancellationToken), run.Application.Name));

    /// <summary>Every run on the target, the newest first.</summary>
    Target History => _ => _
        .Description("Shows every run on the target: what, who, when, how it ended")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run => run.Screen.Write(await run.Engine.ReadHistoryAsync(run.CancellationToken)));

    /// <summary>The steps that a deploy would take now, each with its undo; or that there is nothing to do.</summary>
    Target PlanRelease => _ => _
        .Description("Shows the steps that a deploy would take now, or that there is nothing to do; touches nothing")
        .ExecutesRun(this, async run =>
        {
            var plans = await run.Engine.PlanDeployAsync(run.DescribePlanned(), run.CancellationToken);
            run.Screen.Write(plans);
            run.Tell(differs: plans.Any(plan => plan.Steps.Count > 0));
        });

    /// <summary>In what two releases differ, or what is live and what would be released.</summary>
    Target Diff => _ => _
        .Description("Shows in what the live release and what would be released differ, or the releases that --from and --to name")
        .Uses(this, parameters => parameters.To is null ? DescriptionUse.Release : DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var (from, to) = (run.Parameters.From, run.Parameters.To);
            var compared = to is { } number
                ? await run.Engine.CompareAsync(from, number, run.CancellationToken)
                : await run.Engine.CompareAsync(from, run.DescribePlanned(), run.CancellationToken);
            run.Screen.Write(compared);
            run.Tell(differs: compared.Differences.Count > 0);
        });

    /// <summary>
    /// A command that shows what is not live yet, or not any more, at the live address. Exit code 2 when nothing is in preview.
    /// </summary>
    Target Preview => _ => _
        .Description("Prints a command that shows the release beside the live one, to whoever has it")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var preview = await run.Engine.FindPreviewAsync(run.CancellationToken);
            run.Screen.Write(preview.Describe());
            run.Screen.Write(preview.Command());
        });

    /// <summary>The last lines of the containers' logs.</summary>
    Target Logs => _ => _
        .Description("Shows the last log lines of the containers, or of the one that --service names")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            await foreach (var line in run.Engine.ReadLogsAsync(run.Parameters.Service, run.Parameters.Tail, run.CancellationToken))
            {
                run.Screen.Write(line);
            }
        });
}
