using Slipway.Docker.Hosting;
using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>Which docker client builds.</summary>
[Collection(WrittenPrograms.Name)]
public sealed class DockerCommandTests : IDisposable
{
    private const string WithBuildx = "buildx*) echo 'github.com/docker/buildx 0.17.1' ;;";

    private readonly List<FakeDocker> clients = [];

    public void Dispose() => clients.ForEach(client => client.Dispose());

    [UnixFact]
    public void Client_with_the_buildx_plugin_builds_with_BuildKit() =>
        Assert.Equal(new DockerCommand(Client(WithBuildx), BuildKit: true), Find());

    [UnixFact]
    public void Client_with_BuildKit_is_taken_before_an_earlier_one_without()
    {
        Client(WithoutBuildx("26.1.5+dfsg1"));
        Assert.Equal(new DockerCommand(Client(WithBuildx), BuildKit: true), Find());
    }

    [UnixFact]
    public void Of_two_clients_with_BuildKit_the_first_is_taken()
    {
        var first = Client(WithBuildx);
        Client(WithBuildx);
        Assert.Equal(first, Find().Path);
    }

    [UnixTheory]
    [InlineData("20.10.24+dfsg1", true)]
    [InlineData("22.06.0-beta", true)]
    [InlineData("19.03.15", true)]
    [InlineData("18.09.9", false)]
    [InlineData("23.0.0", false)]
    [InlineData("26.1.5+dfsg1", false)]
    [InlineData("unknown", false)]
    public void Client_without_the_plugin_builds_with_BuildKit_when_it_has_it_built_in(string version, bool builtIn) =>
        Assert.Equal(new DockerCommand(Client(WithoutBuildx(version)), builtIn), Find());

    [UnixFact]
    public void Without_any_BuildKit_the_first_client_is_taken_and_told_so()
    {
        var first = Client(WithoutBuildx("26.1.5"));
        Client(WithoutBuildx("27.0.1"));
        var found = Find();
        Assert.Equal(new DockerCommand(first, BuildKit: false), found);
        Assert.Equal("0", found.BuildKitSwitch);
    }

    [UnixFact]
    public void Client_that_says_nothing_builds_without_BuildKit() => Assert.False((Client("*) exit 1 ;;"), Find()).Item2.BuildKit);

    [Fact]
    public void No_client_at_all_is_an_error_with_the_command_that_installs_one()
    {
        var error = Assert.Throws<HostProgramException>(() => DockerCommand.Find(Path.Combine(Path.GetTempPath(), "nowhere")));
        Assert.Equal("docker", error.Program);
        Assert.Contains("apt-get install docker.io", error.Message, StringComparison.Ordinal);
    }

    private static string WithoutBuildx(string version) =>
        $"--version) echo 'Docker version {version}, build 297e128' ;; buildx*) echo 'no such command' >&2; exit 1 ;;";

    private string Client(string commands)
    {
        clients.Add(new FakeDocker(commands));
        return clients[^1].Program;
    }

    private DockerCommand Find() =>
        DockerCommand.Find(string.Join(Path.PathSeparator, clients.Select(client => client.Folder).Prepend("/nonexistent")));
}
