using Slipway.Applications;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Plans;

/// <summary>When there is nothing to release.</summary>
public sealed class ConvergedTests
{
    private static readonly Application Shop = ShopDescription.Whole;

    [Fact]
    public void The_same_version_images_and_configuration_are_nothing_to_do() =>
        Assert.Equal("Release 1 is live with the same images and configuration",
            Reason(Shop, Live(Shop), ShopDescription.Request("1.1")));

    [Fact]
    public void Another_version_is_something_to_do() => Assert.Null(Reason(Shop, Live(Shop), ShopDescription.Request("1.2")));

    [Fact]
    public void Another_image_of_the_same_version_is_something_to_do() =>
        Assert.Null(Reason(Shop, Live(Shop), ShopDescription.Request("1.1", "rebuilt")));

    [Fact]
    public void A_changed_description_is_something_to_do()
    {
        var wider = Shop with { Services = [Shop.Services[0] with { MemoryMegabytes = 1024 }, Shop.Services[1]] };
        Assert.Null(Reason(wider, Live(Shop), ShopDescription.Request("1.1")));
    }

    [Fact]
    public void A_stopped_worker_is_something_to_do()
    {
        var state = new State(Shop).Recorded(1, Slot.Blue).Traffic(Slot.Blue).Holds(Slot.Blue, 1, workers: false).Observe();
        Assert.Null(Reason(Shop, state, ShopDescription.Request("1.1")));
    }

    [Fact]
    public void Containers_of_an_older_configuration_that_a_rollback_woke_are_something_to_do()
    {
        // The record of the rollback bears the hash of today's description; its containers do not.
        var wider = Shop with { Services = [Shop.Services[0] with { MemoryMegabytes = 1024 }, Shop.Services[1]] };
        var woken =
            Live(Shop) with { Releases = new State(wider).Recorded(1, Slot.Blue).Recorded(3, Slot.Blue, restores: 1).Observe().Releases };
        Assert.Null(Reason(wider, woken, ShopDescription.Request("1.1")));
    }

    private static string? Reason(Application application, ObservedState state, ReleaseRequest request) =>
        Converged.Describe(application, state, request, secrets: null);

    private static ObservedState Live(Application application) =>
        new State(application).Recorded(1, Slot.Blue).Live(Slot.Blue, 1).Observe();
}
