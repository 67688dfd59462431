using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>A test on a real repository. Skipped, and says so, where there is no git.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GitFactAttribute : FactAttribute
{
    public GitFactAttribute() => Skip = Command.Run("git", ["--version"]).ExitCode == 0 ? null : "there is no git";
}
