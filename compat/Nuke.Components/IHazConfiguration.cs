using JetBrains.Annotations;
using Nuke.Common;

namespace Nuke.Components;

/// <summary>What is compiled: <c>Debug</c> on a developer's machine and <c>Release</c> on a build server, unless told otherwise.</summary>
[PublicAPI]
public interface IHazConfiguration : INukeBuild
{
    [Parameter]
    Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}
