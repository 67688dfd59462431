using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Plans;

namespace Slipway.Nuke.Components;

/// <summary>What a release engineer does to the traffic by hand; journaled and under the lock like everything else.</summary>
public interface IOperate : IHazApplication
{
    /// <summary>Blue or green, whatever the case. <see cref="SwitchTraffic"/> ends with exit code 2 without it.</summary>
    [Parameter("Slot that SwitchTraffic makes live: blue or green")]
    [SlotChoice]
    string? ToSlot => TryGetValue(() => ToSlot);

    /// <summary>Yes or no; without it, no. <see cref="Maintenance"/> expects exactly one of this and <see cref="Off"/>.</summary>
    [Parameter("Turns the maintenance page on: yes or no - Default is no")]
    [Flag]
    string? On => TryGetValue(() => On);

    /// <summary>Yes or no; without it, no. <see cref="Maintenance"/> expects exactly one of this and <see cref="On"/>.</summary>
    [Parameter("Turns the maintenance page off: yes or no - Default is no")]
    [Flag]
    string? Off => TryGetValue(() => Off);

    /// <summary>
    /// 1 s to 60 s, such as <c>30s</c>, with <see cref="On"/> alone; without it, requests see the page at once. A router that can't let
    /// requests wait is refused.
    /// </summary>
    [Parameter("How long requests wait before they see the page that --on shows: 1s to 60s - Default is not at all")]
    [Span(1000, 60_000)]
    string? Queue => TryGetValue(() => Queue);

    /// <summary>Makes the release in the other slot live, which must be up; the live site is verified afterwards.</summary>
    Target SwitchTraffic => _ => _
        .Description("Shifts all traffic to the slot that --to-slot names, which must be up, and verifies it")
        .Expects(this, parameters => parameters.FindSlotFaults())
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var session = await run.ReopenAsync("SwitchTraffic", WayBack.ToSlot(run.Parameters.ToSlot!.Value));
            await run.ShowAsync(await session.SwitchTrafficAsync(run.Parameters.ToSlot!.Value, run.By, run.CancellationToken));
        });

    /// <summary>Puts the maintenance page before everything, or takes it away. It stays so, whatever is released meanwhile.</summary>
    Target Maintenance => _ => _
        .Description("Turns the maintenance page on with --on or off with --off; with --on --queue 30s requests wait before they see it")
        .Expects(this, parameters => parameters.FindMaintenanceFaults())
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var (on, queue) = (run.Parameters.On, run.Parameters.Queue ?? TimeSpan.Zero);
            var session = await run.ReopenAsync("Maintenance");
            await session.SetMaintenanceAsync(on, queue, run.By, run.CancellationToken);
        });
}
