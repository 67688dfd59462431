using JetBrains.Annotations;
using Nuke.Common;
using Nuke.Common.ProjectModel;

namespace Nuke.Components;

/// <summary>The solution that <c>.nuke/parameters.json</c> names.</summary>
[PublicAPI]
public interface IHazSolution : INukeBuild
{
    [Solution]
    [Required]
    Solution Solution => TryGetValue(() => Solution);
}
