using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>How to delete an image.</summary>
[DataContract]
public class ImageDeleteParameters
{
    [QueryStringParameter("force", false)]
    public bool? Force { get; set; }

    [QueryStringParameter("noprune", false)]
    public bool? NoPrune { get; set; }
}
