using System.Text.Json.Nodes;
using Extensions.Hooks;
using Extensions.Observers;
using Extensions.Strategies;
using Slipway.Applications;
using Slipway.Execution;
using Slipway.Strategies;
using Slipway.Tests.Convergence;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Samples;

/// <summary>The samples' strategy, hook and observer in releases of the shop, killed ones too.</summary>
public sealed class ExtensionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-extensions-");

    private static StrategyRegistry Known => StrategyRegistry.BuiltIn.With(new HalfwayStrategy());

    private string Events => Path.Combine(folder.FullName, "logs", "events.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_strategy_gives_half_of_the_traffic_before_all_of_it()
    {
        var shell = await PrepareAsync();
        var before = shell.Target.Log.Count;

        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Equal(HalfwaySettings.StrategyName, report.Release.Strategy);
        Assert.Equal(
            ["router shift to blue 50 %, green 50 %", "router shift to blue"],
            shell.Target.Log.Skip(before).Where(line => line.StartsWith("router shift", StringComparison.Ordinal)));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Fact]
    public async Task The_strategy_killed_at_any_effect_is_finished_or_undone_by_the_next_command() => await KillSweep.RunAsync(
        await PrepareAsync(), (shell, fate) => shell.DeployAsync(ShopDescription.Request("1.2"), fate), async shell =>
        {
            await shell.DeployAsync(ShopDescription.Request("1.3"));
            var left = (await shell.StatusAsync())!.Interrupted;
            return [.. Rest.Find(shell.Target, shell.Application, "1.3"), .. left is null ? Array.Empty<string>() : [$"{left}"]];
        });

    [Fact]
    public void The_strategy_says_what_is_wrong_with_its_settings() =>
        Assert.Equal("halfway.pause", Assert.Single(new HalfwaySettings { Pause = TimeSpan.FromHours(2) }.Check()).Path);

    [Fact]
    public async Task The_hook_asks_each_replica_and_fails_a_release_whose_pages_do_not_come()
    {
        var shell = (await PrepareAsync()).With(new WarmUp("/"));
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Contains(
            shell.Observer.Heard, line => line.StartsWith("note Done: hook warm-up, before Shift traffic", StringComparison.Ordinal));

        // The new version dies once it was proved healthy.
        shell.Target.AfterEffect = effect =>
        {
            if (effect.Contains("HookStarted", StringComparison.Ordinal))
            {
                var fresh = shell.Target.Containers.Values.Where(container => container is { Workload: "web", Version: "1.3" });
                foreach (var container in fresh)
                {
                    container.Status = Slipway.Containers.ContainerStatus.Exited;
                }
            }
        };
        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.3")));
        shell.Target.AfterEffect = null;

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains("The hook warm-up failed: shop-web-", error.Message, StringComparison.Ordinal);
        await shell.DeployAsync(ShopDescription.Request("1.4"));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.4"));
    }

    [Fact]
    public async Task The_observer_writes_one_object_a_line()
    {
        var shell = await PrepareAsync();
        await new Shell(shell.Target, shell.Application, Known) { Others = [new EventFile(Events, shell.Target.Time)] }
            .DeployAsync(ShopDescription.Request("1.2"));

        var events = File.ReadAllLines(Events).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        Assert.Contains(events, happened => (string?)happened["kind"] == "step-done" && (string?)happened["what"] == "Record release 3");
        int Count(string kind) => events.Count(happened => (string?)happened["kind"] == kind);
        Assert.Equal(Count("step-started"), Count("step-done"));
    }

    [Fact]
    public async Task An_observer_whose_file_can_not_be_written_fails_no_release()
    {
        var shell = await PrepareAsync();
        File.WriteAllText(Path.Combine(folder.FullName, "logs"), "in the way");
        var report = await new Shell(shell.Target, shell.Application, Known) { Others = [new EventFile(Events, shell.Target.Time)] }
            .DeployAsync(ShopDescription.Request("1.2"));
        Assert.Contains("The observer EventFile failed (IOException", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_to_a_chat_tells_how_each_release_ended()
    {
        var shell = await PrepareAsync();
        await using var chat = new ChatServer();
        var told = new Shell(shell.Target, shell.Application, Known) { Others = [new ChatMessage(new Secret(chat.Address.AbsoluteUri))] };

        await told.DeployAsync(ShopDescription.Request("1.2"));
        await Assert.ThrowsAsync<ReleaseFailedException>(() => told.DeployAsync(ShopDescription.Request("1.3", Behaviour.BreaksLive)));

        var messages = chat.Messages.Where(message => message.StartsWith("Deploy", StringComparison.Ordinal)).ToList();
        Assert.Equal("Deploy of 1.2: done", messages[0]);
        Assert.StartsWith("Deploy of 1.3: failed, what was live is live: ", messages[1], StringComparison.Ordinal);
        Assert.Equal(2, messages.Count);
    }

    private static async Task<Shell> PrepareAsync()
    {
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated with { Strategy = new HalfwaySettings(), Strategies = [] }, Known);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
        return shell;
    }
}
