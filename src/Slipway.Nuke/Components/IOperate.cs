using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>What a release engineer does to the traffic by hand; journaled and under the lock like everything else.</summary>
public interface IOperate : IHazApplication
{
    [Parameter("Slot that SwitchTraffic makes live: blue or green")]
    [SlotChoice]
    string? ToSlot => TryGetValue(() => ToSlot);

    [Parameter("Turns the maintenance page on: yes or no - Default is no")]
    [Flag]
    string? On => TryGetValue(() => On);

    [Parameter("Turns the maintenance page off: yes or no - Default is no")]
    [Flag]
    string? Off => TryGetValue(() => Off);

    Target SwitchTraffic => _ => _
        .Description("Shifts all traffic to the slot that --to-slot names, which must be up, and verifies it")
        .ExecutesRun(this, async run =>
        {
            var slot = run.Parameters.RequireSlot();
            var session = await run.ReopenAsync("SwitchTraffic");
            await run.ShowAsync(await session.SwitchTrafficAsync(slot, run.By, run.CancellationToken));
        });

    Target Maintenance => _ => _
        .Description("Turns the maintenance page on with --on or off with --off")
        .ExecutesRun(this, async run =>
        {
            var on = run.Parameters.RequireOnOrOff();
            var session = await run.ReopenAsync("Maintenance");
            await session.SetMaintenanceAsync(on, run.By, run.CancellationToken);
        });
}
