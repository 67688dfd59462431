using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>The new name of an image.</summary>
[DataContract]
public class ImageTagParameters
{
    [QueryStringParameter("repo", false)]
    public string RepositoryName { get; set; }

    [QueryStringParameter("tag", false)]
    public string Tag { get; set; }

    [QueryStringParameter("force", false)]
    public bool? Force { get; set; }
}
