using JetBrains.Annotations;
using Nuke.Common;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>Where everything goes that the build makes: <c>output</c> below the root, unless overridden.</summary>
[PublicAPI]
public interface IHazArtifacts : INukeBuild
{
    AbsolutePath ArtifactsDirectory => RootDirectory / "output";
}
