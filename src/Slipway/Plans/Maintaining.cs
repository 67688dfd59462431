using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>Turns the maintenance page on or off because a person asks for it.</summary>
internal static class Maintaining
{
    public static Plan Plan(ReleaseRecord live, bool on, string by) => new()
    {
        Kind = RunKind.Maintenance,
        Release = BegunRelease.Of(live, by),
        Steps = [new EnsureRouter(), on ? new ShowMaintenance().Reversible() : new HideMaintenance().Reversible()],
    };
}
