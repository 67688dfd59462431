using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Git;

public class GitRepositoryAttribute : ValueInjectionAttributeBase
{
    public override object GetValue(MemberInfo member, object instance) => GitRepository.FromLocalDirectory(NukeBuild.RootDirectory);
}
