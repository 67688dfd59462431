using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>No container without limits: what a description says, or tight defaults.</summary>
public sealed class LimitsTests
{
    [Fact]
    public async Task Limits_of_a_description_reach_the_containers()
    {
        var application = ShopDescription.Whole with
        {
            SharedServices = [ShopDescription.Whole.SharedServices[0] with { MemoryMegabytes = 1024, ProcessLimit = 300 }],
            Migration = ShopDescription.Whole.Migration! with { MemoryMegabytes = 96, ProcessLimit = 33 },
        };
        var shell = new Shell(new RecordingTarget(), application);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal((1024, 300), LimitsOf(shell.Target.Containers["shop-database"].Spec));
        Assert.Equal((96, 33),
            LimitsOf(SlotContainers.DescribeMigration(application, application.Migration!, ShopDescription.Begun(1, "1.0"))));
    }

    [Fact]
    public async Task Every_container_is_limited_by_default()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        var created = new List<ContainerSpec>();
        shell.Target.AfterEffect = effect =>
        {
            if (effect.StartsWith("create ", StringComparison.Ordinal))
            {
                created.Add(shell.Target.Containers[effect["create ".Length..]].Spec);
            }
        };
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal(["courier", "keeper", "migration", "service", "shared-service", "worker"],
            created.Select(spec => spec.Labels[ResourceNames.RoleLabel]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(created, spec =>
        {
            var (megabytes, processes) = LimitsOf(spec);
            Assert.InRange(megabytes, 16, 512);
            Assert.InRange(processes, 1, 512);
        });
    }

    private static (long Megabytes, int Processes) LimitsOf(ContainerSpec spec) =>
        (spec.MemoryBytes / ContainerSpec.Mebibyte, spec.ProcessLimit);
}
