namespace Docker.DotNet;

/// <summary>The engine's API, by what it is about.</summary>
public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    /// <summary>For calls that do not stream; <see cref="Timeout.InfiniteTimeSpan"/> for none.</summary>
    TimeSpan DefaultTimeout { get; set; }

    IContainerOperations Containers { get; }

    IExecOperations Exec { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    ISystemOperations System { get; }

    IVolumeOperations Volumes { get; }
}
