using JetBrains.Annotations;
using Nuke.Common;
using Nuke.Common.Git;

namespace Nuke.Components;

[PublicAPI]
public interface IHazGitRepository : INukeBuild
{
    [GitRepository]
    [Required]
    GitRepository GitRepository => TryGetValue(() => GitRepository);
}
