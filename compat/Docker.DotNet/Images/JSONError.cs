using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The error of a pull, push, load or build.</summary>
[DataContract]
public class JSONError
{
    [DataMember(Name = "code", EmitDefaultValue = false)]
    public long Code { get; set; }

    [DataMember(Name = "message", EmitDefaultValue = false)]
    public string Message { get; set; }
}
