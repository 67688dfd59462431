using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Journal;

namespace Slipway.EndToEnd.Tests.Releases;

/// <inheritdoc cref="KillSweep"/>
public sealed class KilledBeforeAnEntryTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    /// <summary>Where nothing happens between two entries, being killed before the second is being killed after the first.</summary>
    [EngineFact]
    public Task Release_killed_between_an_effect_and_its_entry_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, KillMoment.Before).RunAsync(entry => entry.Kind == EntryKind.StepDone);
}
