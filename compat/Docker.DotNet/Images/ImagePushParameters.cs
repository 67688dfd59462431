using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Which tag to push.</summary>
[DataContract]
public class ImagePushParameters
{
    [QueryStringParameter("tag", false)]
    public string Tag { get; set; }
}
