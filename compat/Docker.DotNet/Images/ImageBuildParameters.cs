using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How to build an image.</summary>
[DataContract]
public class ImageBuildParameters
{
    [QueryStringParameter("t", false)]
    public IList<string> Tags { get; set; }

    [QueryStringParameter("q", false)]
    public bool? SuppressOutput { get; set; }

    /// <summary>An address to fetch the context from instead of the stream that is sent.</summary>
    [QueryStringParameter("remote", false)]
    public string RemoteContext { get; set; }

    [QueryStringParameter("nocache", false)]
    public bool? NoCache { get; set; }

    [QueryStringParameter("rm", false)]
    public bool? Remove { get; set; }

    [QueryStringParameter("forcerm", false)]
    public bool? ForceRemove { get; set; }

    /// <summary><c>true</c> makes the engine look for newer base images.</summary>
    [QueryStringParameter("pull", false)]
    public string Pull { get; set; }

    [QueryStringParameter("cpusetcpus", false)]
    public string CPUSetCPUs { get; set; }

    /// <summary>Relative weight; the engine's default is 1024.</summary>
    [QueryStringParameter("cpushares", false)]
    public long? CPUShares { get; set; }

    /// <summary>Microseconds of processor time in one period.</summary>
    [QueryStringParameter("cpuquota", false)]
    public long? CPUQuota { get; set; }

    /// <summary>Microseconds.</summary>
    [QueryStringParameter("cpuperiod", false)]
    public long? CPUPeriod { get; set; }

    /// <summary>Bytes. 0 is no limit.</summary>
    [QueryStringParameter("memory", false)]
    public long? Memory { get; set; }

    /// <summary>Bytes of memory and swap together; -1 is unlimited swap.</summary>
    [QueryStringParameter("memswap", false)]
    public long? MemorySwap { get; set; }

    [QueryStringParameter("networkmode", false)]
    public string NetworkMode { get; set; }

    /// <summary>Bytes of /dev/shm. 0 leaves the engine's default, 64 MiB.</summary>
    [QueryStringParameter("shmsize", false)]
    public long? ShmSize { get; set; }

    [QueryStringParameter("dockerfile", false)]
    public string Dockerfile { get; set; }

    [QueryStringParameter("buildargs", false)]
    public IDictionary<string, string> BuildArgs { get; set; }

    [QueryStringParameter("labels", false)]
    public IDictionary<string, string> Labels { get; set; }

    [QueryStringParameter("squash", false)]
    public bool? Squash { get; set; }

    [QueryStringParameter("cachefrom", false)]
    public IList<string> CacheFrom { get; set; }

    [QueryStringParameter("extrahosts", false)]
    public IList<string> ExtraHosts { get; set; }

    [QueryStringParameter("target", false)]
    public string Target { get; set; }

    [QueryStringParameter("platform", false)]
    public string Platform { get; set; }

    [QueryStringParameter("outputs", false)]
    public string Outputs { get; set; }
}
