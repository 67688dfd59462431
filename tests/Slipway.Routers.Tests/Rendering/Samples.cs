using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Rendering;

/// <summary>Accepted descriptions, for what costs too much to be done with each.</summary>
internal static class Samples
{
    /// <summary>Some that validation and this router accept.</summary>
    public static IReadOnlyList<Application> Accepted(IRouter router, int count)
    {
        List<Application> all = [];
        Descriptions.Check(500, application =>
        {
            if (all.Count < count && ReleaseEngine.FindFaults(application, router).Count == 0)
            {
                all.Add(application);
            }
        });
        return all;
    }

    public static SlotModel ModelOf(SlotAdmission admission) => new(
        admission.Table.Routes,
        admission.Table.Canary,
        [.. admission.Endpoints.Select(endpoint => new ServerName(endpoint.Service, endpoint.Replica, endpoint.Name, endpoint.Port))]);
}
