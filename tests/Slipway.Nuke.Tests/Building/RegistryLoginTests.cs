using System.Security.Cryptography;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Nuke.Building;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Building;

/// <summary>The password of a registry is seen by nobody but the docker client's standard input.</summary>
[Collection(WrittenPrograms.Name)]
public sealed class RegistryLoginTests : IDisposable
{
    private const string Password = "correct-horse-battery-staple";
    private const string Registry = "registry.example:5000";

    private const string PushThatSucceeds = """
        push*) echo pushed ;;
        image*) echo '["registry.example:5000/small@sha256:0000000000000000000000000000000000000000000000000000000000000000"]' ;;
        """;

    private static readonly string[] Push = ["Push", "--skip", "--registry", Registry];

    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [UnixFact]
    public void Password_goes_to_the_client_by_standard_input_alone()
    {
        using var docker = new FakeDocker(FakeDocker.LoginThatSucceeds);
        using var login = RegistryLogin.Open(Address(Password), new DockerCommand(docker.Program, BuildKit: true));
        Assert.Equal("login\n--username\nann\n--password-stdin\nregistry.example:5000\n", docker.Read("login.arguments"));
        Assert.Equal(Password, docker.Read("login.input"));
        Assert.DoesNotContain(Password, docker.Read("login.environment"), StringComparison.Ordinal);
    }

    [UnixFact]
    public void Login_is_kept_in_a_folder_of_its_own_that_only_this_user_reads()
    {
        using var docker = new FakeDocker(FakeDocker.LoginThatSucceeds);
        using var login = RegistryLogin.Open(Address(Password), new DockerCommand(docker.Program, BuildKit: true));
        var kept = login.Environment["DOCKER_CONFIG"];
        Assert.True(File.Exists(Path.Combine(kept, "config.json")));
        Assert.Equal("700", Command.Run("stat", ["-c", "%a", kept]).Output.Trim());
    }

    [UnixFact]
    public void Nothing_of_a_login_is_left_after_it()
    {
        using var docker = new FakeDocker(FakeDocker.LoginThatSucceeds);
        string kept;
        using (var login = RegistryLogin.Open(Address(Password), new DockerCommand(docker.Program, BuildKit: true)))
        {
            kept = login.Environment["DOCKER_CONFIG"];
            Assert.True(Directory.Exists(kept));
        }

        Assert.False(Directory.Exists(kept));
    }

    [UnixFact]
    public void Refused_login_leaves_nothing_and_says_why_without_the_password()
    {
        using var docker = new FakeDocker(
            "login*) cat > \"$here/login.input\"; echo \"unauthorized: $(cat \"$here/login.input\") is wrong\" >&2; exit 1 ;;");
        var error = Assert.Throws<RegistryException>(() =>
            RegistryLogin.Open(Address(Password), new DockerCommand(docker.Program, BuildKit: true)));
        Assert.Equal("registry.example:5000", error.Registry);
        Assert.Equal("The registry registry.example:5000 refused the login of ann: unauthorized: [secret] is wrong", error.Message);
        var kept = docker.Read("login.environment").Split('\n').Single(line => line.StartsWith("DOCKER_CONFIG=", StringComparison.Ordinal));
        Assert.False(Directory.Exists(kept["DOCKER_CONFIG=".Length..]));
    }

    [UnixFact]
    public void Without_credentials_nobody_logs_in()
    {
        using var docker = new FakeDocker(FakeDocker.LoginThatSucceeds);
        using var login = RegistryLogin.Open(new RegistryAddress(Registry, "", null), new DockerCommand(docker.Program, BuildKit: true));
        Assert.False(docker.Recorded("login.arguments"));
    }

    [UnixFact]
    public async Task Push_shows_the_password_to_nobody_and_leaves_it_nowhere()
    {
        using var docker = Use(FakeDocker.LoginThatSucceeds + PushThatSucceeds);
        var ended = (await folder.RunAsync(Push)).Expect(ExitCode.Released);
        Assert.Equal("Succeeded", ended.Status("Push"));
        Assert.Equal(Password, docker.Read("login.input"));
        AssertSecret(ended, docker, "login.environment", "login.arguments", "push.environment", "push.arguments", "image.arguments");
    }

    [UnixFact]
    public async Task Failed_login_shows_the_password_in_no_log()
    {
        using var docker = Use("login*) cat > /dev/null; echo 'unauthorized' >&2; exit 1 ;;");
        var ended = (await folder.RunAsync([.. Push, "--verbosity", "verbose"])).Expect(ExitCode.Failed)
            .ExpectText("refused the login of ann: unauthorized");
        AssertSecret(ended, docker, "login.environment", "login.arguments");
        Assert.False(docker.Recorded("push.arguments"));
    }

    [UnixFact]
    public async Task Failed_push_is_tried_again_and_shows_the_password_in_no_log()
    {
        using var docker = Use(
            FakeDocker.LoginThatSucceeds + "push*) echo x >> \"$here/pushes\"; echo 'no space left on device' >&2; exit 1 ;;");
        var ended = (await folder.RunAsync([.. Push, "--verbosity", "verbose"])).Expect(ExitCode.Failed)
            .ExpectText("could not be pushed, in 4 attempts").ExpectText("Nothing was switched.");
        Assert.Equal("x\nx\nx\nx\n", docker.Read("pushes"));
        AssertSecret(ended, docker, "login.environment", "login.arguments", "push.environment", "push.arguments");
    }

    [UnixFact]
    public async Task Signal_during_a_push_leaves_no_login_behind()
    {
        using var docker = Use(FakeDocker.LoginThatSucceeds
            + "push*) echo \"$DOCKER_CONFIG\" > \"$here/kept\"; mv \"$here/kept\" \"$here/kept.whole\"; exec sleep 20 ;;");
        using var build = folder.Start([.. Push]);
        while (!docker.Recorded("kept.whole"))
        {
            await Task.Delay(20, CancellationToken.None);
        }

        var kept = docker.Read("kept.whole").Trim();
        Assert.True(File.Exists(Path.Combine(kept, "config.json")));
        await build.SignalAsync("TERM");
        (await build.EndAsync()).Expect(ExitCode.Interrupted);
        Assert.False(Directory.Exists(kept));
    }

    /// <summary>
    /// The login's own configuration knows no contexts: without the endpoint a push would go to another engine than the build.
    /// </summary>
    [UnixFact]
    public async Task Everything_goes_to_the_engine_of_the_docker_context()
    {
        using var docker = Use(FakeDocker.LoginThatSucceeds + PushThatSucceeds);
        var id = Convert.ToHexStringLower(SHA256.HashData("far"u8));
        var configuration = Directory.CreateDirectory(Path.Combine(folder.Temporary, "configuration"));
        var meta = configuration.CreateSubdirectory(Path.Combine("contexts", "meta", id));
        await File.WriteAllTextAsync(Path.Combine(configuration.FullName, "config.json"), """{ "currentContext": "far" }""");
        await File.WriteAllTextAsync(
            Path.Combine(meta.FullName, "meta.json"),
            """{ "Name": "far", "Endpoints": { "docker": { "Host": "unix:///nonexistent/far.sock" } } }""");
        folder.Environment.Remove("DOCKER_HOST");
        folder.Environment["DOCKER_CONFIG"] = configuration.FullName;

        (await folder.RunAsync([.. Push])).Expect(ExitCode.Released)
            .ExpectText("Engine unix:///nonexistent/far.sock (the docker context far)");
        Assert.All(["login.environment", "push.environment", "image.environment"], call =>
            Assert.Contains("DOCKER_HOST=unix:///nonexistent/far.sock\n", docker.Read(call), StringComparison.Ordinal));
        (await folder.RunAsync("Status")).Expect(ExitCode.Failed).ExpectText("unix:///nonexistent/far.sock");

        folder.Environment["DOCKER_CONTEXT"] = "gone";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText("The docker context \"gone\"");
    }

    private static RegistryAddress Address(string password) => new(Registry, "", new RegistryCredentials("ann", new Secret(password)));

    /// <summary>A client that builds of the folder find first, and credentials as a build server gives them.</summary>
    private FakeDocker Use(string commands)
    {
        var docker = new FakeDocker($"buildx*) ;;\n{commands}");
        folder.Environment["PATH"] = $"{docker.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        folder.Environment["SLIPWAY_REGISTRY_USER"] = "ann";
        folder.Environment["SLIPWAY_REGISTRY_PASSWORD"] = Password;
        return docker;
    }

    private void AssertSecret(Ended ended, FakeDocker docker, params string[] recorded)
    {
        Assert.DoesNotContain(Password, ended.Output, StringComparison.Ordinal);
        Assert.All(recorded, what => Assert.DoesNotContain(Password, docker.Read(what), StringComparison.Ordinal));
        var left = folder.ReadAll().ToList();
        Assert.Contains(left, file => file.File.EndsWith("build.log", StringComparison.Ordinal));
        Assert.All(left,
            file => Assert.False(file.Text.Contains(Password, StringComparison.Ordinal), $"the password stands in {file.File}"));
    }
}
