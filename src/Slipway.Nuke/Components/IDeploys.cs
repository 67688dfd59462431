using Slipway.Nuke.Parameters.Kinds;

namespace Slipway.Nuke.Components;

/// <summary>What all targets that deploy share.</summary>
public interface IDeploys : IMigrate, IHazStrategy
{
    /// <summary>Yes or no, from the command line alone; without it, no: what is live already is left alone.</summary>
    [Parameter("Releases also when exactly this is live already; read from the command line alone: yes or no - Default is no")]
    [Flag(CommandLineOnly = true)]
    string? Force => TryGetValue(() => Force);
}
