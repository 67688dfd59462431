using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;

namespace Slipway.Nuke.Components;

/// <summary>Checks everything that can be checked before anything is touched, then gets what every release needs.</summary>
public interface IPrepare : IHazApplication
{
    [Parameter("Whether a missing container engine may be installed: yes or no - Default is yes")]
    [Flag]
    string? InstallEngine => TryGetValue(() => InstallEngine);

    Target Prepare => _ => _
        .Description("Checks description and parameters, gets an engine and the base image, takes the lock")
        .TryBefore<IRestore>(x => x.Restore)
        .ExecutesRun(this, run => run.PrepareAsync());
}
