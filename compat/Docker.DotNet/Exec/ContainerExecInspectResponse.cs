using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Where an exec session is.</summary>
[DataContract]
public class ContainerExecInspectResponse
{
    [DataMember(Name = "ContainerID", EmitDefaultValue = false)]
    public string ContainerID { get; set; }

    [DataMember(Name = "ID", EmitDefaultValue = false)]
    public string ExecID { get; set; }

    /// <summary>0 while the session still runs: look at <see cref="Running"/> first.</summary>
    [DataMember(Name = "ExitCode", EmitDefaultValue = false)]
    public long ExitCode { get; set; }

    /// <summary>On the engine's host.</summary>
    [DataMember(Name = "Pid", EmitDefaultValue = false)]
    public long Pid { get; set; }

    [DataMember(Name = "Running", EmitDefaultValue = false)]
    public bool Running { get; set; }
}
