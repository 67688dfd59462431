using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>One run of the health check.</summary>
[DataContract]
public class HealthcheckResult
{
    [DataMember(Name = "End", EmitDefaultValue = false)]
    public DateTime End { get; set; }

    [DataMember(Name = "ExitCode", EmitDefaultValue = false)]
    public long ExitCode { get; set; }

    /// <summary>At most 4096 bytes.</summary>
    [DataMember(Name = "Output", EmitDefaultValue = false)]
    public string Output { get; set; }

    [DataMember(Name = "Start", EmitDefaultValue = false)]
    public DateTime Start { get; set; }
}
