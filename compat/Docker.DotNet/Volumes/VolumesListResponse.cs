using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The volumes of the engine.</summary>
[DataContract]
public class VolumesListResponse
{
    [DataMember(Name = "Volumes", EmitDefaultValue = false)]
    public IList<VolumeResponse> Volumes { get; set; }

    [DataMember(Name = "Warnings", EmitDefaultValue = false)]
    public IList<string> Warnings { get; set; }
}
