using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>When the engine restarts the container.</summary>
[DataContract]
public class RestartPolicy
{
    [DataMember(Name = "Name", EmitDefaultValue = false)]
    public RestartPolicyKind Name { get; set; }

    /// <summary>Counts for <see cref="RestartPolicyKind.OnFailure"/> only; 0 is no limit.</summary>
    [DataMember(Name = "MaximumRetryCount", EmitDefaultValue = false)]
    public long MaximumRetryCount { get; set; }
}
