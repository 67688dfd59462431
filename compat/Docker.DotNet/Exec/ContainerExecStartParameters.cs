using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How an exec session is started.</summary>
[DataContract]
public class ContainerExecStartParameters
{
    [DataMember(Name = "Tty", EmitDefaultValue = false)]
    public bool Tty { get; set; }

    [DataMember(Name = "AttachStdin", EmitDefaultValue = false)]
    public bool AttachStdin { get; set; }

    [DataMember(Name = "AttachStderr", EmitDefaultValue = false)]
    public bool AttachStderr { get; set; }

    [DataMember(Name = "AttachStdout", EmitDefaultValue = false)]
    public bool AttachStdout { get; set; }

    [DataMember(Name = "Detach", EmitDefaultValue = false)]
    public bool Detach { get; set; }
}
