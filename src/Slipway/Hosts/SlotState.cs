using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Hosts;

/// <summary>What is in a slot, as the engine sees it.</summary>
/// <param name="Slot">Which of the two.</param>
/// <param name="Containers">Its containers, those that are stopped too.</param>
public sealed record SlotState(Slot Slot, IReadOnlyList<ContainerState> Containers)
{
    /// <summary>Number of the release whose containers these are; null for an empty slot, or one that holds a mixture.</summary>
    public int? Release
    {
        get
        {
            var releases = Containers.Select(container => container.Labels.GetValueOrDefault(ResourceNames.ReleaseLabel))
                .Distinct(StringComparer.Ordinal).ToList();
            return releases is [{ } only] ? int.Parse(only, CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>The services' containers, by what their labels say.</summary>
    public IReadOnlyList<Replica> Replicas => [.. Containers.Select(Replica.Of).OfType<Replica>()];

    /// <summary>Those of <see cref="Replicas"/> whose container runs now, or is held.</summary>
    public IReadOnlyList<Replica> RunningReplicas =>
        [.. Containers.Where(container => container.IsAlive).Select(Replica.Of).OfType<Replica>()];

    /// <summary>What does not run, workers too.</summary>
    public IEnumerable<ContainerState> Stopped => Containers.Where(container => container.IsStopped);

    /// <summary>Whether nothing stands in it, not even a stopped container.</summary>
    public bool IsEmpty => Containers.Count == 0;

    /// <summary>Whether its containers have the secrets that a release is to have.</summary>
    /// <param name="secrets">Versions by name; null: whatever they have will do.</param>
    public bool Holds(IReadOnlyDictionary<string, string>? secrets) => Containers.All(
        container => SecretVersions.Agree(container.Labels.GetValueOrDefault(ResourceNames.SecretsLabel), secrets));

    /// <summary>Whether every container of this workload runs.</summary>
    /// <param name="workload">A service needs as many as the description says, a worker one.</param>
    public bool Runs(Workload workload) => Containers.Count(container =>
        container.Status == ContainerStatus.Running && container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == workload.Name)
        >= (workload is Service service ? service.Replicas : 1);
}
