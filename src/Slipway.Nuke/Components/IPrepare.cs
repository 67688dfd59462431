using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>Checks everything that can be checked before anything is touched, then gets what every release needs.</summary>
public interface IPrepare : IHazApplication
{
    /// <summary>Yes or no; without it, yes. Only on this machine, as root, where there is apt.</summary>
    [Parameter("Whether a missing container engine may be installed: yes or no - Default is yes")]
    [Flag]
    string? InstallEngine => TryGetValue(() => InstallEngine);

    /// <summary>
    /// Fails with every fault of description and parameters before anything is built; then gets engine, base image and lock.
    /// </summary>
    Target Prepare => _ => _
        .Description("Checks description and parameters, gets an engine and the base image, takes the lock")
        .TryBefore<IRestore>(x => x.Restore)
        .ExecutesRun(this, run => run.PrepareAsync());
}
