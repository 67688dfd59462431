using System.Text.Json;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Finds every fault of what a description says about ways to release.</summary>
internal static class StrategyValidator
{
    public static IEnumerable<SpecificationFault> Find(Application application) =>
    [
        .. application.AllStrategies.GroupBy(settings => settings.Name, StringComparer.Ordinal).Where(way => way.Count() > 1).Select(way =>
            new SpecificationFault("strategies", $"{way.Key} stands there {way.Count()} times; each way to release is expected once")),
        .. application.AllStrategies.SelectMany(settings => settings.Check()),
        .. application.AllStrategies.Where(settings => settings.GetType().Assembly != typeof(StrategySettings).Assembly)
            .SelectMany(FindUnwritable),
    ];

    /// <summary>Somebody else's settings may be of anything; a release could not remember all of it.</summary>
    private static IEnumerable<SpecificationFault> FindUnwritable(StrategySettings settings)
    {
        string? reason = null;
        try
        {
            JsonSerializer.SerializeToElement(settings, settings.GetType(), DescriptionJson.Options)
                .Deserialize(settings.GetType(), DescriptionJson.Options);
        }
        catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException)
        {
            reason = error.Message;
        }

        return Unless(reason is null, $"strategies.{settings.Name}",
            $"settings that a release's record can hold are expected: public properties of plain types with init. {reason}");
    }
}
