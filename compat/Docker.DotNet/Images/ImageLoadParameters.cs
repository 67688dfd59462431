using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How to load an archive of images.</summary>
[DataContract]
public class ImageLoadParameters
{
    /// <summary>Sent whether true or false; true leaves progress out.</summary>
    [QueryStringParameter("quiet", true)]
    public bool Quiet { get; set; }
}
