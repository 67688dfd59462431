using Slipway.Applications;
using Slipway.Execution;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What keeps a service of a new version from the router, and for how long it may answer.</summary>
public sealed class HealthGateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1500);

    private readonly RecordingTarget target = new();

    [Fact]
    public async Task A_service_that_is_unhealthy_by_its_own_HEALTHCHECK_is_not_admitted()
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        Say("unhealthy");

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal((ExitCode.Failed, new AwaitHealthy(Slot.Green)), (shell.CodeOf(error), error.Step));
        Assert.Contains("it is unhealthy by its own HEALTHCHECK", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Theory]
    [InlineData("starting")]
    [InlineData("healthy")]
    [InlineData(null)]
    public async Task One_that_has_not_said_so_is_judged_by_its_health_path(string? health)
    {
        var shell = await ReleasedAsync(ShopDescription.Web);
        Say(health);

        await shell.DeployAsync(ShopDescription.Request("1.1"));

        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
    }

    [Fact]
    public async Task One_limit_holds_for_a_health_answer_at_the_gate_in_the_soak_and_for_the_router()
    {
        var limits = new HashSet<string>(StringComparer.Ordinal);
        target.EndsConversation = words =>
        {
            _ = words is ["EXCHANGE", ['1', '0', '.', ..], ..] && limits.Add(words[3]);
            return false;
        };

        await ReleasedAsync(ShopDescription.Web with { Timeouts = new Timeouts { HealthAnswer = Limit } });

        Assert.Equal(["1500"], limits);
        Assert.Equal([Limit], target.Router.TableOf(Slot.Blue).Routes.Select(route => route.HealthTimeout));
    }

    [Fact]
    public async Task What_is_not_said_is_not_told_to_the_router()
    {
        await ReleasedAsync(ShopDescription.Web);

        var route = Assert.Single(target.Router.TableOf(Slot.Blue).Routes);
        Assert.Equal((null, TimeSpan.FromSeconds(3)), (route.HealthMilliseconds, route.HealthTimeout));
    }

    private async Task<Shell> ReleasedAsync(Application application)
    {
        var shell = new Shell(target, application);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }

    private void Say(string? health) => target.AfterEffect = effect =>
    {
        if (effect == "start shop-web-green")
        {
            target.Containers["shop-web-green"].Health = health;
        }
    };
}
