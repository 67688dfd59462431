using System.Text;
using Slipway.Containers;

namespace Slipway.Docker.Tests;

public sealed class CommandTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IContainers Containers => fixture.Engine.Containers;

    [EngineFact]
    public async Task A_command_gives_its_exit_code_and_both_outputs()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("command"));

        var result = await Containers.ExecuteAsync(name, ["sh", "-c", "echo out; echo err >&2; exit 3"], CancellationToken.None);

        Assert.Equal(new CommandResult(3, "out\n", "err\n"), result);
    }

    [EngineFact]
    public async Task A_command_that_does_not_exist_is_told_by_its_exit_code()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("typo"));

        Assert.InRange((await Containers.ExecuteAsync(name, ["no-such-program"], CancellationToken.None)).ExitCode, 126, 127);
    }

    [EngineFact]
    public async Task A_command_in_a_stopped_container_is_an_error_with_its_name()
    {
        var spec = fixture.Sleeper("asleep");
        await Containers.CreateAsync(spec, CancellationToken.None);

        var failure = await Assert.ThrowsAnyAsync<SlipwayException>(() =>
            Containers.ExecuteAsync(spec.Name, ["true"], CancellationToken.None));
        Assert.Contains(spec.Name, failure.Message, StringComparison.Ordinal);
        Assert.Contains("not running", failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Files_are_there_when_the_container_starts_with_the_mode_and_owner_that_were_given()
    {
        var spec = fixture.Running("files", "stat -c '%a %u %g' /etc/app/secret /etc/app/deep/er; cat /etc/app/secret")
            with { User = "1234:1234", ReadOnlyRootFileSystem = false };
        await Containers.CreateAsync(spec, CancellationToken.None);
        await Containers.CopyIntoAsync(
            spec.Name,
            "/etc/app",
            [
                new ContainerFile("secret", Encoding.UTF8.GetBytes("s3cret\n"), UnixFileMode.UserRead, 1234),
                new ContainerFile("deep/er", Encoding.UTF8.GetBytes("x"), UnixFileMode.UserRead | UnixFileMode.GroupRead, 1234),
            ],
            CancellationToken.None);

        await Containers.StartAsync(spec.Name, CancellationToken.None);
        await fixture.AwaitEndAsync(spec.Name);

        List<string> lines = [];
        await foreach (var line in Containers.ReadLogsAsync(spec.Name, 10, CancellationToken.None))
        {
            lines.Add(line);
        }

        Assert.Equal(["400 1234 1234", "440 1234 1234", "s3cret"], lines);
    }

    [EngineFact]
    public async Task Files_reach_a_mounted_volume_of_a_read_only_container_before_and_after_its_start()
    {
        var volume = fixture.Name("files");
        await fixture.Engine.Volumes.EnsureAsync(volume, fixture.Labels, CancellationToken.None);
        var spec = fixture.Sleeper("carried") with { Mounts = [new VolumeMount(volume, "/run/secrets-of-app")], User = "1234" };
        await Containers.CreateAsync(spec, CancellationToken.None);

        await Containers.CopyIntoAsync(spec.Name, "/run/secrets-of-app", [File("before")], CancellationToken.None);
        await Containers.StartAsync(spec.Name, CancellationToken.None);
        await Containers.CopyIntoAsync(spec.Name, "/run/secrets-of-app", [File("after")], CancellationToken.None);

        var read = await Containers.ExecuteAsync(
            spec.Name, ["cat", "/run/secrets-of-app/before", "/run/secrets-of-app/after"], CancellationToken.None);
        Assert.Equal("before\nafter\n", read.StandardOutput);

        static ContainerFile File(string name) => new(name, Encoding.UTF8.GetBytes(name + "\n"), UnixFileMode.UserRead, 1234);
    }

    [EngineFact]
    public async Task A_path_that_leaves_the_folder_is_refused()
    {
        var spec = fixture.Sleeper("escape");
        await Containers.CreateAsync(spec, CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentException>(() => Containers.CopyIntoAsync(
            spec.Name, "/etc", [new ContainerFile("../usr/bin/sh", default, UnixFileMode.UserRead)], CancellationToken.None));
    }

    [EngineFact]
    public async Task A_session_answers_line_by_line()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("talk"));
        await using var session = await Containers.OpenSessionAsync(
            name, ["sh", "-c", "while read -r line; do echo \"got $line\"; done"], CancellationToken.None);

        foreach (var word in new[] { "one", "zwölf", new string('x', 50_000) })
        {
            await session.WriteLineAsync(word, CancellationToken.None);
            Assert.Equal($"got {word}", await session.ReadLineAsync(CancellationToken.None));
        }
    }

    [EngineFact]
    public async Task A_session_whose_command_ends_gives_the_last_words_and_then_null()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("ends"));
        await using var session = await Containers.OpenSessionAsync(
            name, ["sh", "-c", "read -r line; echo last; printf words; echo why >&2"], CancellationToken.None);

        await session.WriteLineAsync("go", CancellationToken.None);

        Assert.Equal("last", await session.ReadLineAsync(CancellationToken.None));
        Assert.Equal("words", await session.ReadLineAsync(CancellationToken.None));
        Assert.Null(await session.ReadLineAsync(CancellationToken.None));
        Assert.Null(await session.ReadLineAsync(CancellationToken.None));
        Assert.Equal("why\n", session.StandardError);

        var failure = await Assert.ThrowsAsync<SessionEndedException>(() => session.WriteLineAsync("more", CancellationToken.None));
        Assert.Equal("why", failure.StandardError);
    }

    [EngineFact]
    public async Task A_session_ends_with_its_container()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("killed"));
        await using var session = await Containers.OpenSessionAsync(name, ["cat"], CancellationToken.None);
        await session.WriteLineAsync("alive", CancellationToken.None);
        Assert.Equal("alive", await session.ReadLineAsync(CancellationToken.None));

        await Containers.RemoveAsync(name, CancellationToken.None);

        Assert.Null(await session.ReadLineAsync(CancellationToken.None));
    }

    [EngineFact]
    public async Task A_disposed_session_has_closed_the_commands_input_and_let_it_finish()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("closing"));
        var session = await Containers.OpenSessionAsync(name, ["sh", "-c", "cat >/dev/null; echo closed >/tmp/closed"],
            CancellationToken.None);

        await session.DisposeAsync();
        await session.DisposeAsync();

        Assert.Equal("closed\n", (await Containers.ExecuteAsync(name, ["cat", "/tmp/closed"], CancellationToken.None)).StandardOutput);
    }

    [EngineFact]
    public async Task A_read_that_was_given_up_loses_no_line()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("cancelled"));
        await using var session = await Containers.OpenSessionAsync(
            name, ["sh", "-c", "while read -r line; do echo \"$line\"; done"], CancellationToken.None);
        using var impatience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.ReadLineAsync(impatience.Token));

        await session.WriteLineAsync("first", CancellationToken.None);
        await session.WriteLineAsync("second", CancellationToken.None);

        Assert.Equal("first", await session.ReadLineAsync(CancellationToken.None));
        Assert.Equal("second", await session.ReadLineAsync(CancellationToken.None));
    }

    [EngineFact]
    public async Task Standard_error_keeps_its_last_4_KiB()
    {
        var name = await fixture.StartAsync(fixture.Sleeper("noisy"));
        await using var session = await Containers.OpenSessionAsync(
            name, ["sh", "-c", "i=0; while [ $i -lt 2000 ]; do echo \"line $i\" >&2; i=$((i+1)); done; echo done"], CancellationToken.None);

        Assert.Equal("done", await session.ReadLineAsync(CancellationToken.None));
        Assert.Null(await session.ReadLineAsync(CancellationToken.None));
        Assert.Equal(4096, Encoding.UTF8.GetByteCount(session.StandardError));
        Assert.EndsWith("line 1999\n", session.StandardError, StringComparison.Ordinal);
    }
}
