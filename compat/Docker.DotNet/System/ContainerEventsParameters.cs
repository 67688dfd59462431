using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which events to watch.</summary>
[DataContract]
public class ContainerEventsParameters
{
    /// <summary>Seconds since 1970, with a fraction if wanted.</summary>
    [QueryStringParameter("since", false)]
    public string Since { get; set; }

    /// <summary>Seconds since 1970; the stream ends there.</summary>
    [QueryStringParameter("until", false)]
    public string Until { get; set; }

    /// <summary>Filter name to values; a value counts when it is mapped to <c>true</c>.</summary>
    [QueryStringParameter("filters", false)]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
