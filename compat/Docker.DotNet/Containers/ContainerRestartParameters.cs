using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How to restart a container.</summary>
[DataContract]
public class ContainerRestartParameters
{
    /// <summary>Seconds between the stop signal and the kill; null leaves the container's own timeout.</summary>
    [QueryStringParameter("t", false)]
    public uint? WaitBeforeKillSeconds { get; set; }
}
