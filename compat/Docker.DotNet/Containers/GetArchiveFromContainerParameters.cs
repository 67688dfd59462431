using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which path to read.</summary>
[DataContract]
public class GetArchiveFromContainerParameters
{
    [QueryStringParameter("path", true)]
    public string Path { get; set; }
}
