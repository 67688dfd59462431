using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Releases;

/// <inheritdoc cref="KillSweep"/>
public sealed class KilledAfterAnEntryTests(ShopOnTarget shop) : IClassFixture<ShopOnTarget>
{
    [EngineFact]
    public Task Release_killed_after_any_journal_entry_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, KillMoment.After).RunAsync(_ => true);
}
