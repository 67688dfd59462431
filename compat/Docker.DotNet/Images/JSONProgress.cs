using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How far a layer has come.</summary>
[DataContract]
public class JSONProgress
{
    [DataMember(Name = "current", EmitDefaultValue = false)]
    public long Current { get; set; }

    [DataMember(Name = "total", EmitDefaultValue = false)]
    public long Total { get; set; }

    [DataMember(Name = "start", EmitDefaultValue = false)]
    public long Start { get; set; }

    [DataMember(Name = "units", EmitDefaultValue = false)]
    public string Units { get; set; }
}
