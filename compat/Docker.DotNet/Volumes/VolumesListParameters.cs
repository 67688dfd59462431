using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which volumes to list.</summary>
[DataContract]
public class VolumesListParameters
{
    /// <summary>Filter name to values; a value counts when it is mapped to <c>true</c>.</summary>
    [QueryStringParameter("filters", false)]
    public IDictionary<string, IDictionary<string, bool>> Filters { get; set; }
}
