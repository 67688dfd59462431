using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Waiting;

namespace Slipway.Routers.Tests.Foundation;

/// <summary>What the wait for a slot's replicas says when it is over.</summary>
public sealed class SlotWaitTests
{
    private static readonly SlotAdmission Admission = new(
        Slot.Green,
        new RoutingTable([new ServiceRoute("web", null, "/", 80, "/health")]),
        [new ServiceEndpoint("web", 1, "shop-web-green", "10.0.0.1", 80)]);

    [Fact]
    public async Task A_check_that_never_ends_names_the_service_too_and_says_that_nothing_was_seen()
    {
        var error = await Assert.ThrowsAsync<RouterException>(() => WaitAsync(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [null];
        }));

        Assert.Contains("web of the green slot", error.Message, StringComparison.Ordinal);
        Assert.Contains("did not answer in that time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_that_is_not_up_is_named_with_what_was_seen()
    {
        var error = await Assert.ThrowsAsync<RouterException>(
            () => WaitAsync(_ => Task.FromResult<IReadOnlyList<string?>>(["status 500"])));

        Assert.Contains("web of the green slot", error.Message, StringComparison.Ordinal);
        Assert.Contains("status 500", error.Message, StringComparison.Ordinal);
    }

    private static Task WaitAsync(Func<CancellationToken, Task<IReadOnlyList<string?>>> probe) => SlotWait.AwaitUpAsync(
        Admission, probe, TimeSpan.FromMilliseconds(100), Poller.Quiet(TimeProvider.System), CancellationToken.None);
}
