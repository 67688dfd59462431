using Slipway.Routing;

namespace Slipway.Tests.Applications;

/// <summary>Which service a request goes to.</summary>
public sealed class RoutingTableTests
{
    private static readonly RoutingTable Table = new(
    [
        new ServiceRoute("web", null, "/", 8080, "/health"),
        new ServiceRoute("api", null, "/api/", 8080, "/health"),
        new ServiceRoute("orders", null, "/api/orders", 8080, "/health"),
        new ServiceRoute("admin", "Admin.Example", "/", 8080, "/health"),
    ]);

    [Theory]
    [InlineData(null, "/", "web")]
    [InlineData(null, "/api", "api")]
    [InlineData(null, "/api?x=/api/orders", "api")]
    [InlineData(null, "/api/", "api")]
    [InlineData(null, "/api/health", "api")]
    [InlineData(null, "/api-health", "web")]
    [InlineData(null, "/apis/health", "web")]
    [InlineData(null, "/API/health", "web")]
    [InlineData(null, "/api/orders/1", "orders")]
    [InlineData(null, "/api/orders1", "api")]
    [InlineData("admin.example", "/api", "admin")]
    [InlineData("other.example", "/api", "api")]
    public void A_path_is_compared_by_whole_segments(string? host, string path, string service) =>
        Assert.Equal(service, Table.Find(host, path)!.Service);

    [Fact]
    public void What_no_route_covers_goes_nowhere() =>
        Assert.Null(new RoutingTable([new ServiceRoute("api", null, "/api", 8080, "/health")]).Find(null, "/api-health"));
}
