using Slipway.Applications;
using Slipway.Execution;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Convergence;

/// <summary>What each service of a slot is asked for, and on which way.</summary>
public sealed class VerifiedServicesTests
{
    private static readonly Service Api = new()
    {
        Name = "api", Image = ShopDescription.Image, Port = 8081, HealthPath = "/api-health", Route = new Route { PathPrefix = "/api" },
    };

    [Fact]
    public async Task A_health_path_that_goes_to_another_service_is_asked_at_the_container_alone()
    {
        var shell = Shop(Api);
        shell.Target.Router.Refuses = "/api-health";

        await shell.DeployAsync(ShopDescription.Request("1.0"));

        Assert.Contains("8081 /api-health", shell.Target.Asked);
        Assert.DoesNotContain("8080 /api-health", shell.Target.Asked);
    }

    [Fact]
    public async Task A_service_that_says_a_version_path_is_asked_for_its_version_over_every_route()
    {
        var shell = Shop(Api with { VersionPath = "/api/version" });

        await shell.DeployAsync(ShopDescription.Request("1.0"));

        // Over the preview route, over the live one, and over that again after the soak.
        Assert.Equal(3, shell.Target.Asked.Count(request => request == "8080 /api/version"));
        Assert.Equal(3, shell.Target.Asked.Count(request => request == "8080 /version.json"));
    }

    [Fact]
    public async Task A_service_that_answers_another_version_keeps_the_release_from_the_traffic()
    {
        var shell = Shop(Api with { VersionPath = "/api/version" });
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        shell.Target.Router.Refuses = "/api/version";

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(new VerifySlot(Slot.Green, "1.1", VerifiedOver.Preview), error.Step);
    }

    [Fact]
    public async Task A_service_that_says_none_is_asked_for_none()
    {
        var shell = Shop(Api with { Route = new Route { Host = "api.example" } });

        await shell.DeployAsync(ShopDescription.Request("1.0"));

        Assert.Equal(3, shell.Target.Asked.Count(request => request.EndsWith(" /version.json", StringComparison.Ordinal)));
    }

    private static Shell Shop(Service api) =>
        new(new RecordingTarget(), ShopDescription.Web with { Services = [ShopDescription.Web.Services[0], api] });
}
