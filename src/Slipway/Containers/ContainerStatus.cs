namespace Slipway.Containers;

/// <summary>The states of a container that a release tells apart.</summary>
public enum ContainerStatus
{
    /// <summary>Made, and never started.</summary>
    Created,

    /// <summary>Its process runs; whether it can serve is another question.</summary>
    Running,

    /// <summary>
    /// Somebody holds its processes: they keep memory, connections and ports, and answer nothing until the container is started, which lets
    /// them go on.
    /// </summary>
    Paused,

    /// <summary>It ended by itself, and the engine is about to start it again.</summary>
    Restarting,

    /// <summary>It has ended and stays down, unless somebody starts it.</summary>
    Exited,
}
