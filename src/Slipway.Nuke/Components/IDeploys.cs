using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>What all targets that deploy share.</summary>
public interface IDeploys : IMigrate, IHazStrategy
{
    [Parameter("Releases also when exactly this is live already; read from the command line alone: yes or no - Default is no")]
    [Flag(CommandLineOnly = true)]
    string? Force => TryGetValue(() => Force);
}
