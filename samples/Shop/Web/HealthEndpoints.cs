using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Health;

namespace Shop.Web;

/// <summary>/health/live: the process answers. /health/ready: so does its database. /version.json: what runs here.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", null)));
        routes.MapGet("/health/ready", ReadyAsync);
        routes.MapGet("/version.json", (VersionInfo version) => TypedResults.Ok(version));
    }

    private static async Task<JsonHttpResult<HealthAnswer>> ReadyAsync(ReadyProbe probe, CancellationToken cancellationToken)
    {
        string? trouble = await probe.WhyNotReadyAsync(cancellationToken);
        return trouble is null
            ? TypedResults.Json(new HealthAnswer("ready", null), ShopJson.Default.HealthAnswer)
            : TypedResults.Json(
                new HealthAnswer("not ready", trouble), ShopJson.Default.HealthAnswer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
