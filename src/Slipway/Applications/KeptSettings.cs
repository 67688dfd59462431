using System.Text.Json;

namespace Slipway.Applications;

/// <summary>
/// Settings of a way to release as a record keeps them: by name, so that they survive a build that does not know the way. Whoever knows
/// their type reads them with it, by <see cref="Application.SettingsOf"/>.
/// </summary>
/// <param name="Way">The way's name.</param>
/// <param name="Json">What they were written as.</param>
internal sealed record KeptSettings(string Way, JsonElement Json) : StrategySettings
{
    public override string Name => Way;

    /// <summary>The settings themselves.</summary>
    /// <exception cref="SpecificationException">They can't be read as these; nothing was touched by then.</exception>
    public TSettings Read<TSettings>()
        where TSettings : class
    {
        try
        {
            return Json.Deserialize<TSettings>(DescriptionJson.Options)!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new SpecificationException(
            [
                new SpecificationFault($"strategies.{Way}",
                    $"the settings that the release keeps can't be read by this build ({error.Message}): run it from a build of that time"),
            ]);
        }
    }
}
