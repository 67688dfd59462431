namespace Slipway.Containers;

/// <summary>The states of a container that a release tells apart.</summary>
public enum ContainerStatus
{
    Created,
    Running,
    Restarting,
    Exited,
}
