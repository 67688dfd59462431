using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Hosts;

/// <summary>
/// One container of a service in a slot, and what it answers. A container's labels say so too: the old slot is routed as it was released,
/// whatever the description says by now.
/// </summary>
/// <param name="Route">What it answers, on which port, and where its health is asked.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Container">The container's name.</param>
public sealed record Replica(ServiceRoute Route, int Number, string Container)
{
    /// <summary>The route as a label: none of its parts can hold a space.</summary>
    public static string Label(ServiceRoute route) => string.Create(CultureInfo.InvariantCulture,
        $"{route.Port} {route.Replicas} {route.HealthPath} {route.PathPrefix} {route.Host}").TrimEnd();

    /// <summary>What a container's labels say; null for one that is no service.</summary>
    public static Replica? Of(ContainerState container)
    {
        var labels = container.Labels;
        return labels.GetValueOrDefault(ResourceNames.RouteLabel)
            ?.Split(' ') is [var port, var replicas, var health, var prefix, .. var host]
            && labels.GetValueOrDefault(ResourceNames.WorkloadLabel) is { } service
                ? new Replica(
                    new ServiceRoute(service, host.FirstOrDefault(), prefix, Parse(port), health, Parse(replicas)),
                    Parse(labels.GetValueOrDefault(ResourceNames.ReplicaLabel, "1")), container.Name)
                : null;
    }

    /// <summary>Several, as they stand in a step's sentence: <c>web 1, web 2, api 1</c>.</summary>
    public static string Names(IEnumerable<Replica> replicas) => string.Join(", ", replicas);

    /// <summary><c>web 1</c>, as it stands in a step's sentence.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Route.Service} {Number}");

    private static int Parse(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
