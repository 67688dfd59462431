using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>When the engine restarts a container.</summary>
public enum RestartPolicyKind
{
    /// <summary>Not sent: the engine's default, which is never.</summary>
    [EnumMember(Value = "")]
    Undefined = 0,

    [EnumMember(Value = "no")]
    No = 1,

    [EnumMember(Value = "always")]
    Always = 2,

    [EnumMember(Value = "on-failure")]
    OnFailure = 3,

    [EnumMember(Value = "unless-stopped")]
    UnlessStopped = 4,
}
