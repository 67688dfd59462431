using System.Text.Json.Serialization;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.Caddy;

/// <summary>What Caddy's state says of a slot.</summary>
/// <param name="Table">The id of its <see cref="SlotTable"/>, where its canary's mark stands too.</param>
/// <param name="Routes">In the order to try them.</param>
/// <param name="Endpoints">Each replica of each service.</param>
internal sealed record CaddySlot(string Table, IReadOnlyList<ServiceRoute> Routes, IReadOnlyList<ServiceEndpoint> Endpoints)
{
    [JsonIgnore]
    public AdmittedSlot Admitted => new(Routes, Mark: null, Endpoints);
}
