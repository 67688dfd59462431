using Slipway.Applications;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>No setting that reaches a container is forgotten when a description is compared with what is live.</summary>
public sealed class ConfigurationHashTests
{
    public static TheoryData<string, string> Settings
    {
        get
        {
            var settings = new TheoryData<string, string>();
            foreach (var type in new[] { typeof(Service), typeof(Worker) })
            {
                foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null))
                {
                    settings.Add(type.Name, property.Name);
                }
            }

            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Each_setting_of_a_workload_that_reaches_its_containers_changes_it(string type, string setting)
    {
        var workload = ShopDescription.Whole.Workloads.First(workload => workload.GetType().Name == type);
        if (Other(workload, setting) is { } other)
        {
            var changed = (Workload)workload.GetType().GetMethod("<Clone>$")!.Invoke(workload, null)!;
            changed.GetType().GetProperty(setting)!.SetValue(changed, other);
            Assert.NotEqual(HashOf(workload), HashOf(changed));
        }
    }

    private static string HashOf(Workload workload) => ConfigurationHash.Of(ShopDescription.Whole with
    {
        Services = workload is Service service ? [service] : [], Workers = workload is Worker worker ? [worker] : [],
    });

    /// <summary>Another value of a setting; null where it reaches no container. A new setting is not known here and says so.</summary>
    private static object? Other(Workload workload, string setting) => setting switch
    {
        nameof(Workload.Name) => "another",
        nameof(Workload.Image) => workload.Image with { Name = "another" },
        nameof(Workload.Command) => new[] { "another" },
        nameof(Workload.Environment) => new Dictionary<string, string>(StringComparer.Ordinal) { ["ANOTHER"] = "x" },
        nameof(Workload.Secrets) => new[] { SecretFile.Generated("another") },
        nameof(Workload.UserId) or nameof(Workload.MemoryMegabytes) or nameof(Workload.ProcessLimit) => 4711,
        nameof(Workload.TemporaryMegabytes) or nameof(Service.Port) => 4711,
        nameof(Workload.WritableRootFileSystem) or nameof(Workload.TemporaryExecutable) => true,
        nameof(Service.HealthPath) => "/another",
        nameof(Service.Replicas) => 7,
        nameof(Service.Route) => new Route { PathPrefix = "/another" },
        nameof(Service.VersionPath) or nameof(Worker.Exclusive) => null,
        _ => throw new ArgumentException("say here what another value of it is, or that it reaches no container", setting),
    };
}
