using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Everything the engine knows about one container.</summary>
[DataContract]
public class ContainerInspectResponse
{
    [DataMember(Name = "Id", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "Args", EmitDefaultValue = false)]
    public IList<string> Args { get; set; }

    [DataMember(Name = "Config", EmitDefaultValue = false)]
    public Config Config { get; set; }

    [DataMember(Name = "Created", EmitDefaultValue = false)]
    public DateTime Created { get; set; }

    [DataMember(Name = "ExecIDs", EmitDefaultValue = false)]
    public IList<string> ExecIDs { get; set; }

    [DataMember(Name = "HostConfig", EmitDefaultValue = false)]
    public HostConfig HostConfig { get; set; }

    [DataMember(Name = "Image", EmitDefaultValue = false)]
    public string Image { get; set; }

    [DataMember(Name = "LogPath", EmitDefaultValue = false)]
    public string LogPath { get; set; }

    [DataMember(Name = "Mounts", EmitDefaultValue = false)]
    public IList<MountPoint> Mounts { get; set; }

    [DataMember(Name = "NetworkSettings", EmitDefaultValue = false)]
    public NetworkSettings NetworkSettings { get; set; }

    [DataMember(Name = "Path", EmitDefaultValue = false)]
    public string Path { get; set; }

    [DataMember(Name = "Platform", EmitDefaultValue = false)]
    public string Platform { get; set; }

    [DataMember(Name = "RestartCount", EmitDefaultValue = false)]
    public long RestartCount { get; set; }

    [DataMember(Name = "State", EmitDefaultValue = false)]
    public ContainerState State { get; set; }
}
