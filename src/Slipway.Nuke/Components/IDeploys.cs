namespace Slipway.Nuke.Components;

/// <summary>What all targets that deploy share.</summary>
public interface IDeploys : IMigrate, IHazStrategy
{
    [Parameter("Releases also when exactly this is live already: true or false - Default is false")]
    string? Force => TryGetValue(() => Force);
}
