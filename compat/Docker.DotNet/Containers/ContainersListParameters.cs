using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which containers to list.</summary>
[DataContract]
public class ContainersListParameters
{
    [QueryStringParameter("size", false)]
    public bool? Size { get; set; }

    [QueryStringParameter("all", false)]
    public bool? All { get; set; }

    [QueryStringParameter("since", false)]
    public string Since { get; set; }

    [QueryStringParameter("before", false)]
    public string Before { get; set; }

    [QueryStringParameter("limit", false)]
    public long? Limit { get; set; }

    /// <summary>Filter name to values; a value counts when it is mapped to <c>true</c>.</summary>
    [QueryStringParameter("filters", false)]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
