using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Where the container is in its life.</summary>
[DataContract]
public class ContainerState
{
    [DataMember(Name = "Dead", EmitDefaultValue = false)]
    public bool Dead { get; set; }

    [DataMember(Name = "Error", EmitDefaultValue = false)]
    public string Error { get; set; }

    /// <summary>Of the last run; 0 while the container never ran.</summary>
    [DataMember(Name = "ExitCode", EmitDefaultValue = false)]
    public long ExitCode { get; set; }

    /// <summary>RFC 3339, year 1 while the container never ended.</summary>
    [DataMember(Name = "FinishedAt", EmitDefaultValue = false)]
    public string FinishedAt { get; set; }

    [DataMember(Name = "Health", EmitDefaultValue = false)]
    public Health Health { get; set; }

    [DataMember(Name = "OOMKilled", EmitDefaultValue = false)]
    public bool OOMKilled { get; set; }

    [DataMember(Name = "Paused", EmitDefaultValue = false)]
    public bool Paused { get; set; }

    [DataMember(Name = "Pid", EmitDefaultValue = false)]
    public long Pid { get; set; }

    [DataMember(Name = "Restarting", EmitDefaultValue = false)]
    public bool Restarting { get; set; }

    [DataMember(Name = "Running", EmitDefaultValue = false)]
    public bool Running { get; set; }

    /// <summary>RFC 3339, year 1 while the container never started.</summary>
    [DataMember(Name = "StartedAt", EmitDefaultValue = false)]
    public string StartedAt { get; set; }

    /// <summary>created, running, paused, restarting, removing, exited or dead.</summary>
    [DataMember(Name = "Status", EmitDefaultValue = false)]
    public string Status { get; set; }
}
