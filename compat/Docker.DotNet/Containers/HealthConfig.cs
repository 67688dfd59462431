using System.Runtime.Serialization;
using Newtonsoft.Json;

namespace Docker.DotNet.Models;

/// <summary>The health check that the engine runs inside the container.</summary>
[DataContract]
public class HealthConfig
{
    /// <summary><c>NONE</c>, or <c>CMD</c> and its arguments, or <c>CMD-SHELL</c> and a command line. Empty inherits.</summary>
    [DataMember(Name = "Test", EmitDefaultValue = false)]
    public IList<string> Test { get; set; }

    /// <summary>Time between two runs. Sent in nanoseconds; zero inherits.</summary>
    [DataMember(Name = "Interval", EmitDefaultValue = false)]
    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Interval { get; set; }

    /// <summary>How long one run may take. Sent in nanoseconds; zero inherits.</summary>
    [DataMember(Name = "Timeout", EmitDefaultValue = false)]
    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Timeout { get; set; }

    /// <summary>Nanoseconds after the start in which failures do not count. 0 inherits.</summary>
    [DataMember(Name = "StartPeriod", EmitDefaultValue = false)]
    public long StartPeriod { get; set; }

    /// <summary>Failures in a row that make the container unhealthy. 0 inherits.</summary>
    [DataMember(Name = "Retries", EmitDefaultValue = false)]
    public long Retries { get; set; }
}
