using System.Runtime.Serialization;

namespace Docker.DotNet.Models;

/// <summary>Where the archive is unpacked.</summary>
[DataContract]
public class ContainerPathStatParameters
{
    [QueryStringParameter("path", true)]
    public string Path { get; set; }

    /// <summary>Sent as <c>noOverwriteDirNonDir</c>: true makes the engine refuse to put a file where a directory is.</summary>
    [QueryStringParameter("noOverwriteDirNonDir", false)]
    public bool? AllowOverwriteDirWithFile { get; set; }
}
