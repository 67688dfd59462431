using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Journal;

namespace Slipway.EndToEnd.Tests.Releases;

/// <inheritdoc cref="KillSweep"/>
public sealed class KilledAfterAnEffectTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    /// <summary>All of a step has happened, and nothing says so.</summary>
    [EngineFact]
    public Task Release_killed_between_an_effect_and_its_entry_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, KillMoment.Before).RunAsync(entry => entry.Kind is EntryKind.StepDone);
}
