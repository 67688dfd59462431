using Slipway.Hosts;

namespace Slipway.Docker.Engine;

/// <summary>How the container of a registry that Slipway starts is called, and what is in it.</summary>
internal static class RegistryContainer
{
    public const string Loopback = "127.0.0.1";

    /// <summary>Where its volume is mounted.</summary>
    public const string Storage = "/var/lib/registry";

    public const string Configuration = "/etc/slipway-registry.yml";

    public const int InnerPort = 5000;

    /// <summary>Held shared by a push and exclusively by whoever takes manifests away; the kernel frees it with its holder.</summary>
    public const string LockFile = Storage + "/.slipway-lock";

    public static Owner Owner { get; } = new("slipway.role", "registry", "Slipway's registry", "give another port with --registry-port");

    /// <summary>Name of container and volume; one registry serves all applications of the engine that use its port.</summary>
    /// <param name="port">On the loopback, 1 to 65535.</param>
    public static string Name(int port) => $"slipway-registry-{port}";
}
