namespace Docker.DotNet.Models;

/// <summary>A tar archive of the path, and what the path is.</summary>
public class GetArchiveFromContainerResponse
{
    public ContainerPathStatResponse Stat { get; set; }

    public Stream Stream { get; set; }
}
