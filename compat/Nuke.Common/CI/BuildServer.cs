namespace Nuke.Common.CI;

/// <summary>A build server that is recognised by a variable it sets.</summary>
internal sealed class BuildServer(string name, string signal, string branch, string commit) : Host, IBuildServer
{
    public static readonly BuildServer[] Known =
    [
        new("AppVeyor", "APPVEYOR", "APPVEYOR_REPO_BRANCH", "APPVEYOR_REPO_COMMIT"),
        new("AzurePipelines", "TF_BUILD", "BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION"),
        new("Bamboo", "BAMBOO_SERVER", "bamboo_planRepository_branch", "bamboo_planRepository_revision"),
        new("Bitbucket", "BITBUCKET_PIPELINE_UUID", "BITBUCKET_BRANCH", "BITBUCKET_COMMIT"),
        new("Bitrise", "BITRISE_BUILD_URL", "BITRISE_GIT_BRANCH", "BITRISE_GIT_COMMIT"),
        new("GitHubActions", "GITHUB_ACTIONS", "GITHUB_REF", "GITHUB_SHA"),
        new("GitLab", "GITLAB_CI", "CI_COMMIT_REF_NAME", "CI_COMMIT_SHA"),
        new("Jenkins", "JENKINS_HOME", "GIT_BRANCH", "GIT_COMMIT"),
        new("SpaceAutomation", "JB_SPACE_PROJECT_KEY", "JB_SPACE_GIT_BRANCH", "JB_SPACE_GIT_REVISION"),
        new("TeamCity", "TEAMCITY_VERSION", "BRANCH_NAME", "BUILD_VCS_NUMBER"),
        new("TravisCI", "TRAVIS", "TRAVIS_BRANCH", "TRAVIS_COMMIT"),
    ];

    public override string ToString() => name;

    public bool IsRunning => EnvironmentInfo.HasVariable(signal, allowEmpty: false);

    public string Branch => EnvironmentInfo.GetVariable(branch);

    public string Commit => EnvironmentInfo.GetVariable(commit);
}
