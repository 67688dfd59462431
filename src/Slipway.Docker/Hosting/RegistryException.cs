namespace Slipway.Docker.Hosting;

/// <summary>A registry can't be used: its port is taken, it refuses a login, or it takes no image.</summary>
/// <param name="registry">Host and port, and for a push the repository below them.</param>
/// <param name="message">What was expected, what was observed, what to do.</param>
/// <param name="cause">The technical cause, when there is one.</param>
public sealed class RegistryException(string registry, string message, Exception? cause = null) : SlipwayException(message, cause)
{
    /// <summary>Host and port, and for a push the repository below them.</summary>
    public string Registry { get; } = registry;
}
