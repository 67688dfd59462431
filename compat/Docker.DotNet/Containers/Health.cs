using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>What the health check found so far.</summary>
[DataContract]
public class Health
{
    [DataMember(Name = "FailingStreak", EmitDefaultValue = false)]
    public long FailingStreak { get; set; }

    [DataMember(Name = "Log", EmitDefaultValue = false)]
    public IList<HealthcheckResult> Log { get; set; }

    /// <summary>none, starting, healthy or unhealthy.</summary>
    [DataMember(Name = "Status", EmitDefaultValue = false)]
    public string Status { get; set; }
}
