using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which images to list.</summary>
[DataContract]
public class ImagesListParameters
{
    [QueryStringParameter("all", false)]
    public bool? All { get; set; }

    /// <summary>Filter name to values; a value counts when it is mapped to <c>true</c>.</summary>
    [QueryStringParameter("filters", false)]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }

    [QueryStringParameter("digests", false)]
    public bool? Digests { get; set; }
}
