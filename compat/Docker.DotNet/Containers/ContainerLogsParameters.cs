using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which part of the output to read.</summary>
[DataContract]
public class ContainerLogsParameters
{
    [QueryStringParameter("stdout", false)]
    public bool? ShowStdout { get; set; }

    [QueryStringParameter("stderr", false)]
    public bool? ShowStderr { get; set; }

    /// <summary>Seconds since 1970, with a fraction if wanted.</summary>
    [QueryStringParameter("since", false)]
    public string Since { get; set; }

    /// <summary>Seconds since 1970, with a fraction if wanted.</summary>
    [QueryStringParameter("until", false)]
    public string Until { get; set; }

    [QueryStringParameter("timestamps", false)]
    public bool? Timestamps { get; set; }

    [QueryStringParameter("follow", false)]
    public bool? Follow { get; set; }

    /// <summary>How many lines from the end, or <c>all</c>, which is the default.</summary>
    [QueryStringParameter("tail", false)]
    public string Tail { get; set; }
}
