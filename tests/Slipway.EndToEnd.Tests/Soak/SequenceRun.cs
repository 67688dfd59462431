using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>
/// Runs the commands of a random sequence under load and compares what came of them with the model: what must be live, by the records
/// alone.
/// </summary>
internal sealed class SequenceRun(ShopOnTarget shop)
{
    private const int Killed = 137;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly List<string> told = [];
    private bool routerStopped;

    public Model Model { get; } = new();

    /// <summary>Requests sent so far. None of them was lost but to a maintenance page: the run would have failed.</summary>
    public int Requests { get; private set; }

    /// <summary>What was done and what came of it, one line each.</summary>
    public string Story => string.Join('\n', told);

    /// <param name="expected">What is live afterwards when the command is not killed; null: what was live before.</param>
    /// <param name="ends">How it ends then.</param>
    /// <param name="rests">Whether the target is at rest then: no canary waits, and the maintenance page is off.</param>
    public async Task RunAsync(Assignment assignment, string? expected, ExitCode ends = ExitCode.Released, bool rests = true)
    {
        var before = await shop.ReadStatusAsync();
        told.Add(Tell(assignment));
        var page = assignment.Strategy == "recreate" || assignment.Command == Command.Maintenance
            || before.State.Router.Maintenance || before.Interrupted?.Begun?.Strategy == "recreate";
        var ended = routerStopped ? await ShopOnTarget.RunAsync(assignment) : await RunUnderLoadAsync(assignment, page);
        var wasStopped = routerStopped;
        routerStopped = false;
        await shop.AwaitUnlockedAsync();
        await LearnAsync();
        told[^1] += $" -> exit {ended.ExitCode}, recorded as live: {Model.Live}";

        if (ended.ExitCode == Killed)
        {
            Assert.NotNull(assignment.Kill);
            await AwaitServedAsync(assignment.Version);
            return;
        }

        // What was half-way is put right first, and that may change what a rollback or a switch finds; a release is released all the same.
        if (assignment.Command == Command.Deploy || (before.Interrupted is null && !wasStopped))
        {
            ended.Expect(ends);
            Assert.Equal(expected ?? Model.Live, Model.Live);
        }
        else
        {
            Assert.True((ExitCode)ended.ExitCode is ExitCode.Released or ExitCode.Usage, ended.All);
        }

        if (rests)
        {
            await shop.ExpectAtRestAsync(Model.Live);
        }
    }

    /// <summary>Takes in the records that appeared.</summary>
    public async Task LearnAsync()
    {
        foreach (var record in (await shop.ReadStatusAsync()).State.Releases.Where(record => record.Number > Model.LastNumber))
        {
            Model.Record(record.Number, record.Version, record.Restores);
        }
    }

    public async Task RestartRouterAsync()
    {
        told.Add("the router is restarted");
        await DockerClient.RunAsync("restart", "--time", "1", shop.Names.Router);
        routerStopped = false;
        await AwaitServedAsync();
    }

    public async Task CrashRouterAsync()
    {
        if (routerStopped)
        {
            return;
        }

        told.Add("the router crashes");
        await DockerClient.CrashAsync(shop.Names.Router);
        await AwaitServedAsync();
    }

    /// <summary>It stays so until the next command.</summary>
    public async Task StopRouterAsync()
    {
        told.Add("the router is killed and stays so until the next command");
        await RunningProcess.RunAsync("docker", ["kill", shop.Names.Router]);
        routerStopped = true;
    }

    private async Task<Ended> RunUnderLoadAsync(Assignment assignment, bool page)
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = await ShopOnTarget.RunAsync(assignment);
        var result = await load.StopAsync();
        Requests += result.Requests.Sent;
        // Some commands are over too soon for many requests.
        Assert.True(result.Lost == 0 || (page && result.Requests.Reasons.Keys.All(reason => reason == "status 503")),
            $"{result}\n{ended.All}");
        return ended;
    }

    /// <summary>
    /// Returns once both services answer steadily, as what is live or half-way there, or a page does that is on; fails after a minute.
    /// </summary>
    private async Task AwaitServedAsync(params string[] possible)
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var steady = 0; steady < 5;)
        {
            try
            {
                var answer = await shop.AskAsync();
                await shop.AskApiAsync();
                var half = (await shop.ReadStatusAsync()).Interrupted?.Begun?.Version;
                Assert.Contains(answer.Version, (IEnumerable<string?>)[Model.Live, half, .. possible]);
                steady++;
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                var router = (await shop.ReadStatusAsync()).State.Router;
                if (router is { Running: true, Maintenance: true })
                {
                    return;
                }

                Assert.False(limit.IsCancellationRequested, $"nothing is served a minute later: {error.Message}; {router}");
                steady = 0;
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static string Tell(Assignment assignment) => string.Concat(
        assignment.Command switch
        {
            Command.Deploy => $"deploy {assignment.Version} by {assignment.Strategy}{(assignment.ManualCanary ? ", by hand" : "")}",
            Command.Rollback => $"rollback {assignment.ToRelease} by {assignment.Strategy}",
            Command.SwitchTraffic => $"switch traffic to {assignment.ToSlot}",
            Command.Maintenance => $"maintenance {(assignment.On ? "on" : "off")}",
            var other => $"{other}",
        },
        assignment.Kill is { } kill ? $", killed {kill.Moment} entry {kill.Entry}" : "");
}
