using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Plans;

namespace Slipway.Nuke.Components;

/// <summary>What a person does with a canary that waits, from any machine: journal and router know all about it.</summary>
public interface ICanary : IHazApplication
{
    /// <summary>Yes or no; without it, no: the canary goes to its next share.</summary>
    [Parameter("Takes the canary to 100 % instead of its next share: yes or no - Default is no")]
    [Flag]
    string? ToFull => TryGetValue(() => ToFull);

    /// <summary>Takes the canary that waits further. Exit code 2 when none waits.</summary>
    Target PromoteCanary => _ => _
        .Description("Takes the canary that waits to its next share, or all the way with --to-full")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("PromoteCanary");
            await run.ShowAsync(await session.PromoteCanaryAsync(run.Parameters.ToFull, run.By, run.CancellationToken));
        });

    /// <summary>Takes the canary that waits back, and clears its slot. Exit code 2 when none waits.</summary>
    Target AbortCanary => _ => _
        .Description("Takes the canary that waits back to nothing and clears its slot")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("AbortCanary", WayBack.FromCanary);
            await session.AbortCanaryAsync(run.By, run.CancellationToken);
        });
}
