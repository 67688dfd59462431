using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which signal to send.</summary>
[DataContract]
public class ContainerKillParameters
{
    /// <summary>A name such as SIGHUP; null is SIGKILL.</summary>
    [QueryStringParameter("signal", false)]
    public string Signal { get; set; }
}
