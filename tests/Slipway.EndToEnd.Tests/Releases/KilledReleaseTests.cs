using Slipway.EndToEnd.Deployer.Killing;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Soak;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Keeper;
using Xunit.Abstractions;

namespace Slipway.EndToEnd.Tests.Releases;

/// <inheritdoc cref="KillSweep"/>
public sealed class KilledReleaseTests(ShopOnTarget shop, ITestOutputHelper output) : IClassFixture<ShopOnTarget>
{
    /// <summary>A step or a run is announced, and nothing of it has happened.</summary>
    [EngineFact]
    [Trait("Category", "Soak")]
    [Fault(
        "The deployer is killed (SIGKILL) after a step was announced, before its effect; at a sample of the steps in `Check`, at every one "
            + "in `Soak`",
        Served = "the old or the new version, no request lost",
        Said = "`Status` names the release, who ran it and the step that was cut off",
        Converged = "the next `Deploy` of the same or of another version, or `Rollback`")]
    public Task Release_killed_right_after_it_announced_a_step_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, "blue-green", output).RunAsync(
            (entry, moment) => moment == KillMoment.After && entry.Kind is EntryKind.RunStarted or EntryKind.StepStarted,
            Effort.Sweep,
            shift: 0);

    /// <summary>All of a step has happened, and nothing says so.</summary>
    [EngineFact]
    [Trait("Category", "Soak")]
    [Fault(
        "The deployer is killed (SIGKILL) after an effect, before it is in the journal; at a sample of the steps in `Check`, at every one "
            + "in `Soak`",
        Served = "the old or the new version, no request lost",
        Said = "`Status` names the release, who ran it and the step that was cut off",
        Converged = "the next `Deploy` of the same or of another version, or `Rollback`")]
    public Task Release_killed_between_an_effect_and_its_entry_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, "blue-green", output).RunAsync(
            (entry, moment) => moment == KillMoment.Before && entry.Kind is EntryKind.StepDone,
            Effort.Sweep,
            shift: 1);

    /// <summary>A step has happened and is noted, and the next one is not announced.</summary>
    [EngineFact]
    [Trait("Category", "Soak")]
    [Fault("The deployer is killed (SIGKILL) between two steps; at a sample of them in `Check`, at every one in `Soak`",
        Served = "the old or the new version, no request lost",
        Said = "`Status` names the release, who ran it and the step that was cut off",
        Converged = "the next `Deploy` of the same or of another version, or `Rollback`")]
    public Task Release_killed_right_after_it_noted_a_step_loses_no_request_and_the_next_command_converges() =>
        new KillSweep(shop, "blue-green", output).RunAsync(
            (entry, moment) => moment == KillMoment.After && entry.Kind is EntryKind.StepDone or EntryKind.RunEnded,
            Effort.Sweep,
            shift: 2);
}
