using System.Text.RegularExpressions;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults between the parts of a description: names, routes and images that several of them lay claim to.</summary>
internal static partial class UniquenessValidator
{
    public static IEnumerable<SpecificationFault> Find(Application application) =>
    [
        .. NamesOf(application).GroupBy(part => part.Name, StringComparer.Ordinal).SelectMany(FindName),
        .. application.Services.GroupBy(service => (service.Route.Host, service.Route.PathPrefix)).SelectMany(FindRoute),
        .. application.Workloads.GroupBy(workload => workload.Image.Name, StringComparer.Ordinal).SelectMany(FindImage),
    ];

    private static IEnumerable<(string Section, string Name)> NamesOf(Application application) =>
    [
        .. application.Services.Select(service => ("services", service.Name)),
        .. application.Workers.Select(worker => ("workers", worker.Name)),
        .. application.SharedServices.Select(shared => ("sharedServices", shared.Name)),
    ];

    private static IEnumerable<SpecificationFault> FindName(IGrouping<string, (string Section, string Name)> parts)
    {
        var (section, name) = parts.Last();
        return
        [
            .. Unless(parts.Count() == 1, $"{section}.{name}",
                $"the name {name} is used {parts.Count()} times; names are unique in an application"),
            .. Unless(!Reserved().IsMatch(name), $"{section}.{name}",
                "keeper, edge, router, router-retiring, slipway, migrate-…, …-blue and …-green are names that Slipway gives itself"),
        ];
    }

    private static IEnumerable<SpecificationFault> FindRoute(IGrouping<(string? Host, string PathPrefix), Service> services) => Unless(
        services.Count() == 1, $"services.{services.Last().Name}.route",
        $"{services.Key.Host ?? "any host"}{services.Key.PathPrefix} is the route of "
            + $"{string.Join(" and ", services.Select(service => service.Name))} at once");

    private static IEnumerable<SpecificationFault> FindImage(IGrouping<string, Workload> workloads) => Unless(
        workloads.Select(workload => workload.Image).Distinct().Count() == 1, $"images.{workloads.Key}",
        $"the image is described differently by {string.Join(" and ", workloads.Select(workload => workload.Name))}");

    [GeneratedRegex(@"\A(?:keeper|edge|router|router-retiring|slipway|migrate|migrate-.*|.*-blue|.*-green)\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reserved();
}
