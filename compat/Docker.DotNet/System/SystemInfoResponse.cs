using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The engine's host and configuration.</summary>
[DataContract]
public class SystemInfoResponse
{
    [DataMember(Name = "ID", EmitDefaultValue = false)]
    public string ID { get; set; }

    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public string Name { get; set; }

    [DataMember(Name = "Architecture", EmitDefaultValue = false)]
    public string Architecture { get; set; }

    [DataMember(Name = "CgroupDriver", EmitDefaultValue = false)]
    public string CgroupDriver { get; set; }

    [DataMember(Name = "CgroupVersion", EmitDefaultValue = false)]
    public string CgroupVersion { get; set; }

    [DataMember(Name = "Containers", EmitDefaultValue = false)]
    public long Containers { get; set; }

    [DataMember(Name = "ContainersPaused", EmitDefaultValue = false)]
    public long ContainersPaused { get; set; }

    [DataMember(Name = "ContainersRunning", EmitDefaultValue = false)]
    public long ContainersRunning { get; set; }

    [DataMember(Name = "ContainersStopped", EmitDefaultValue = false)]
    public long ContainersStopped { get; set; }

    [DataMember(Name = "DockerRootDir", EmitDefaultValue = false)]
    public string DockerRootDir { get; set; }

    [DataMember(Name = "Driver", EmitDefaultValue = false)]
    public string Driver { get; set; }

    [DataMember(Name = "Images", EmitDefaultValue = false)]
    public long Images { get; set; }

    [DataMember(Name = "KernelVersion", EmitDefaultValue = false)]
    public string KernelVersion { get; set; }

    [DataMember(Name = "Labels", EmitDefaultValue = false)]
    public IList<string> Labels { get; set; }

    [DataMember(Name = "LoggingDriver", EmitDefaultValue = false)]
    public string LoggingDriver { get; set; }

    /// <summary>Bytes.</summary>
    [DataMember(Name = "MemTotal", EmitDefaultValue = false)]
    public long MemTotal { get; set; }

    [DataMember(Name = "NCPU", EmitDefaultValue = false)]
    public long NCPU { get; set; }

    [DataMember(Name = "OSType", EmitDefaultValue = false)]
    public string OSType { get; set; }

    [DataMember(Name = "OperatingSystem", EmitDefaultValue = false)]
    public string OperatingSystem { get; set; }

    [DataMember(Name = "SecurityOptions", EmitDefaultValue = false)]
    public IList<string> SecurityOptions { get; set; }

    [DataMember(Name = "ServerVersion", EmitDefaultValue = false)]
    public string ServerVersion { get; set; }

    [DataMember(Name = "Warnings", EmitDefaultValue = false)]
    public IList<string> Warnings { get; set; }
}
