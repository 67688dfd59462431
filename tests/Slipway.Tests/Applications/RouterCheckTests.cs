using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>What the router can't render is a fault of the description as any other.</summary>
public sealed class RouterCheckTests
{
    [Fact]
    public async Task What_the_router_can_not_render_is_named_beside_the_descriptions_own_faults_and_nothing_is_touched()
    {
        var target = new RecordingTarget();
        var router = new RecordingRouter(target, new Fate())
        {
            Refused = [new("services.web.route.pathPrefix", "too long"), new("retention", "the description's own fault says it already")],
        };

        await using var engine = new ReleaseEngine(
            ShopDescription.Web with { Retention = 0 }, target.Connect(new Fate()) with { Router = router }, new RecordingObserver(),
            target.Time);
        var error = await Assert.ThrowsAsync<SpecificationException>(
            () => engine.BeginAsync("Deploy", Shell.User, CancellationToken.None));

        Assert.Equal(["retention", "services.web.route.pathPrefix"], error.Faults.Select(fault => fault.Path));
        Assert.Empty(target.Log);
    }
}
