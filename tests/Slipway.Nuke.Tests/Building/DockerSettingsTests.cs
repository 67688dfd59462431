using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.Docker;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Nuke.Building;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Building;

/// <summary>What a user adds to the docker client's calls comes through, and what Slipway needs stays.</summary>
[Collection(WrittenPrograms.Name)]
public sealed class DockerSettingsTests : IDisposable
{
    private static readonly ImageSource Image = new() { Name = "small", Dockerfile = "Dockerfile" };
    private static readonly SourceVersion Source = new("c0ffee", "c0ffee000001", "2026-03-01T22:00:00Z");
    private static readonly RegistryAddress Registry = new("registry.example:5000", "", null);

    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public void A_build_has_the_labels_arguments_flags_and_variables_that_a_user_adds()
    {
        var (arguments, environment) = Build(_ => _
            .AddLabel("org.example.team=shop").AddBuildArg("CONFIGURATION=Release").SetNoCache(true)
            .AddTag("registry.example:5000/small:mine")
            .SetProcessEnvironmentVariable("SHOP_BUILD", "nightly"));

        Assert.Contains("--label\norg.example.team=shop\n", arguments, StringComparison.Ordinal);
        Assert.Contains("--build-arg\nCONFIGURATION=Release\n", arguments, StringComparison.Ordinal);
        Assert.Contains("--no-cache\n", arguments, StringComparison.Ordinal);
        Assert.Contains("--tag\nregistry.example:5000/small:mine\n", arguments, StringComparison.Ordinal);
        Assert.Contains("SHOP_BUILD=nightly\n", environment, StringComparison.Ordinal);
        ExpectNeeds(arguments, environment);
    }

    [UnixFact]
    public void A_build_keeps_what_is_needed_whatever_a_user_sets()
    {
        var (arguments, environment) = Build(_ => _
            .SetTag("registry.example:5000/other:1").SetPath("/nowhere").SetFile("/nowhere/Dockerfile")
            .SetProcessToolPath("/nowhere/docker")
            .AddLabel("org.opencontainers.image.version=0").SetProcessEnvironmentVariable("DOCKER_BUILDKIT", "0").SetBuildArg("ONLY=this"));

        ExpectNeeds(arguments, environment);
        var users = arguments.IndexOf("image.version=0\n", StringComparison.Ordinal);
        var own = arguments.IndexOf("image.version=c0ffee", StringComparison.Ordinal);
        Assert.True(users < own);
        Assert.DoesNotContain("nowhere", arguments, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_build_that_fails_fails_whatever_a_user_sets()
    {
        using var docker = new FakeDocker("build*) echo no >&2; exit 1 ;;");
        Assert.Throws<ImageBuildException>(() => Run(docker, _ => _.DisableProcessExitHandling()));
    }

    [UnixFact]
    public void A_push_has_what_a_user_adds_and_keeps_name_login_and_failure()
    {
        using var docker = new FakeDocker(FakeDocker.LoginThatSucceeds + "push*) exit 1 ;;");
        var client = new DockerCommand(docker.Program, BuildKit: true);
        var registry = Registry with { Credentials = new RegistryCredentials("ann", new Secret("correct-horse")) };
        using var login = RegistryLogin.Open(registry, client);

        const string name = "registry.example:5000/small:1";
        Assert.Throws<ProcessException>(() => DockerTasks.DockerPush(_ => ImagePush.Settings(_, client, login, name, _ => { }, _ => _
            .SetName("registry.example:5000/other:2").SetProcessToolPath("/nowhere/docker").DisableProcessExitHandling()
            .SetProcessEnvironmentVariable("SHOP_PUSH", "nightly").SetProcessEnvironmentVariable("DOCKER_CONFIG", "/nowhere"))));

        Assert.Equal("push\nregistry.example:5000/small:1\n", docker.Read("push.arguments"));
        Assert.Contains("SHOP_PUSH=nightly\n", docker.Read("push.environment"), StringComparison.Ordinal);
        Assert.Contains($"DOCKER_CONFIG={login.Folder}\n", docker.Read("push.environment"), StringComparison.Ordinal);
    }

    private void ExpectNeeds(string arguments, string environment)
    {
        foreach (var needed in new[]
        {
            "--tag\nregistry.example:5000/small:c0ffee000001\n",
            "--tag\nregistry.example:5000/small:latest\n",
            "--cache-from\nregistry.example:5000/small:c0ffee000001\n",
            $"--file\n{folder.Root}/Dockerfile\n",
            "--build-arg\nBUILDKIT_INLINE_CACHE=1\n",
            "--label\norg.opencontainers.image.title=small\n",
            "--label\norg.opencontainers.image.revision=c0ffee\n",
        })
        {
            Assert.Contains(needed, arguments, StringComparison.Ordinal);
        }

        Assert.EndsWith($"\n{folder.Root}\n", arguments, StringComparison.Ordinal);
        Assert.Contains("DOCKER_BUILDKIT=1\n", environment, StringComparison.Ordinal);
    }

    private (string Arguments, string Environment) Build(Configure<DockerBuildSettings> configure)
    {
        using var docker = new FakeDocker("build*) echo built ;;");
        Run(docker, configure);
        return (docker.Read("build.arguments"), docker.Read("build.environment"));
    }

    private void Run(FakeDocker docker, Configure<DockerBuildSettings> configure) =>
        ImageBuild.Run(new DockerCommand(docker.Program, BuildKit: true), (AbsolutePath)folder.Root, Image, Source, Registry, configure);
}
