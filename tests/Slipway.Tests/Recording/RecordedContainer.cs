using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Tests.Recording;

/// <summary>A container in memory.</summary>
internal sealed class RecordedContainer(ContainerSpec spec, string address)
{
    public ContainerSpec Spec { get; } = spec;

    public string Address { get; } = address;

    public ContainerStatus Status { get; set; } = ContainerStatus.Created;

    public int? ExitCode { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it will end by itself; null for one that runs on.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public int Restarts { get; set; }

    /// <summary>It ended for want of memory.</summary>
    public bool OutOfMemory { get; set; }

    /// <summary>Where its image asks for a volume.</summary>
    public IReadOnlyList<string> ImageVolumes { get; init; } = [];

    /// <summary>By its own HEALTHCHECK; null: it has none.</summary>
    public string? Health { get; set; }

    /// <summary>It answers every request with 503 by now.</summary>
    public bool Refuses { get; set; }

    public bool Runs => Status == ContainerStatus.Running;

    public string? Role => Spec.Labels.GetValueOrDefault(ResourceNames.RoleLabel);

    public string? Workload => Spec.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel);

    public Slot? Slot => SlotExtensions.Parse(Spec.Labels.GetValueOrDefault(ResourceNames.SlotLabel));

    public string? Version => Spec.Environment.GetValueOrDefault("SLIPWAY_VERSION");

    /// <summary>The same container with other labels.</summary>
    public RecordedContainer Relabel(IReadOnlyDictionary<string, string> labels) => new(Spec with { Labels = labels }, Address)
    {
        Status = Status, ExitCode = ExitCode, StartedAt = StartedAt, EndsAt = EndsAt,
    };

    public RecordedContainer Copy() => (RecordedContainer)MemberwiseClone();

    public ContainerState ToState() => new()
    {
        Name = Spec.Name,
        Id = Spec.Name,
        Image = Spec.Image,
        Status = Status,
        ExitCode = ExitCode,
        Health = Health,
        Restarts = Restarts,
        OutOfMemory = OutOfMemory,
        Address = Runs ? Address : null,
        StartedAt = StartedAt,
        Labels = Spec.Labels,
        Ports = Spec.Ports,
        From = Spec with { Mounts = [.. Spec.Mounts, .. ImageVolumes.Select(path => new VolumeMount(new string('a', 64), path))] },
    };
}
