using System.Text.RegularExpressions;
using Slipway.Routing;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults between the parts of a description: names, routes and images that several of them lay claim to.</summary>
internal static partial class UniquenessValidator
{
    public static IEnumerable<SpecificationFault> Find(Application application)
    {
        var workloads = application.Services.Select((service, index) => new Part("services", service.Name, index, service))
            .Concat(application.Workers.Select((worker, index) => new Part("workers", worker.Name, index, worker))).ToList();
        return
        [
            .. workloads.Concat(application.SharedServices.Select((shared, index) => new Part("sharedServices", shared.Name, index, null)))
                .Where(part => !Rules.IsNameless(part.Name)).GroupBy(part => part.Name, StringComparer.Ordinal).SelectMany(FindName),
            .. workloads.Where(part => part.Workload is Service)
                .GroupBy(part => RouteOf((Service)part.Workload!)).SelectMany(FindRoute),
            .. workloads.Where(part => part.Workload is Service { VersionPath: not null })
                .SelectMany(part => FindStrayVersion(RoutingTable.Of(application), part)),
            .. workloads.Where(part => !Rules.IsNameless(part.Workload!.Image.Name))
                .GroupBy(part => part.Workload!.Image.Name, StringComparer.Ordinal).SelectMany(FindImage),
        ];
    }

    /// <summary>As routers compare them.</summary>
    private static (string? Host, string PathPrefix) RouteOf(Service service) =>
        (service.Route.Host?.ToLowerInvariant(), $"{service.Route.PathPrefix.TrimEnd('/')}/");

    private static IEnumerable<SpecificationFault> FindName(IGrouping<string, Part> parts)
    {
        var last = parts.Last();
        return
        [
            .. Unless(parts.Count() == 1, last.Path,
                $"the name {last.Name} is used {parts.Count()} times; names are unique in an application"),
            .. Unless(!Reserved().IsMatch(last.Name), last.Path,
                "keeper, edge, router, router-retiring, slipway, migrate-…, …-blue and …-green are names that Slipway gives itself"),
        ];
    }

    private static IEnumerable<SpecificationFault> FindRoute(IGrouping<(string? Host, string PathPrefix), Part> services) => Unless(
        services.Count() == 1, $"{services.Last().Path}.route",
        $"{services.Key.Host ?? "any host"}{((Service)services.Last().Workload!).Route.PathPrefix} is the route of "
            + $"{string.Join(" and ", services.Select(service => service.Title))} at once");

    /// <summary>What another service would be asked for in its place.</summary>
    private static IEnumerable<SpecificationFault> FindStrayVersion(RoutingTable table, Part part)
    {
        var (route, path) = (ServiceRoute.Of((Service)part.Workload!), ((Service)part.Workload!).VersionPath!);
        var reached = table.Find(route.Host, path);
        return Unless(reached == route, $"{part.Path}.versionPath",
            $"a path that requests for this service come by is expected; {path} goes to {reached?.Service ?? "no service"}");
    }

    private static IEnumerable<SpecificationFault> FindImage(IGrouping<string, Part> workloads) => Unless(
        workloads.Select(part => part.Workload!.Image).Distinct().Count() == 1, $"images.{workloads.Key}",
        $"the image is described differently by {string.Join(" and ", workloads.Select(part => part.Title))}");

    [GeneratedRegex(@"\A(?:keeper|edge|router|router-retiring|slipway|migrate|migrate-.*|.*-blue|.*-green)\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reserved();

    /// <summary>A service, a worker or a shared service, which is no workload.</summary>
    private sealed record Part(string Section, string Name, int Index, Workload? Workload)
    {
        public string Path => Rules.PathOf(Section, Name, Index);

        /// <summary>What it is called beside others.</summary>
        public string Title => Rules.IsNameless(Name) ? Path : Name;
    }
}
