using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>What a person does with a canary that waits, from any machine: journal and router know all about it.</summary>
public interface ICanary : IHazApplication
{
    [Parameter("Takes the canary to 100 % instead of its next share: yes or no - Default is no")]
    [Flag]
    string? ToFull => TryGetValue(() => ToFull);

    Target PromoteCanary => _ => _
        .Description("Takes the canary that waits to its next share, or all the way with --to-full")
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("PromoteCanary");
            await run.ShowAsync(await session.PromoteCanaryAsync(run.Parameters.ToFull, run.By, run.CancellationToken));
        });

    Target AbortCanary => _ => _
        .Description("Takes the canary that waits back to nothing and clears its slot")
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("AbortCanary");
            await session.AbortCanaryAsync(run.By, run.CancellationToken);
        });
}
