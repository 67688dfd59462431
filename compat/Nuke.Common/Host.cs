using Nuke.Common.CI;
using Nuke.Common.Execution;

namespace Nuke.Common;

/// <summary>What the build runs in: a terminal or a build server.</summary>
public class Host
{
    protected Host()
    {
    }

    /// <summary>Terminals that count as one in the schema, so that <c>--host</c> accepts what the official framework accepts.</summary>
    private static readonly string[] Terminals = ["Rider", "Terminal", "VisualStudio", "VSCode"];

    internal static IEnumerable<string> Names =>
        BuildServer.Known.Select(server => server.ToString()).Concat(Terminals).Order(StringComparer.OrdinalIgnoreCase);

    internal static Host Detect() => Array.Find(BuildServer.Known, server => server.IsRunning) ?? (Host)new Terminal();

    internal static Host Named(string name) =>
        Array.Find(BuildServer.Known, server => string.Equals(server.ToString(), name, StringComparison.OrdinalIgnoreCase))
        ?? (Terminals.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? (Host)new Terminal()
            : throw new FormatException($"'{name}' is none of {string.Join(", ", Names)}."));
}
