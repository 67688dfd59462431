using Slipway.Applications;
using Slipway.Execution;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>A release whose workers do not hold is no release.</summary>
public sealed class WorkerGateTests
{
    private const string Started = "start shop-mailer-green";

    private readonly RecordingTarget target = new();

    /// <summary>The old workers run again, and the old version is served.</summary>
    [Fact]
    public async Task A_worker_that_dies_at_each_start_takes_the_release_back()
    {
        var shell = await ReleasedAsync();
        Trouble(worker => Restart(worker, times: 20));

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        Assert.Contains(
            "shop-mailer-green was expected to run on; it has died at each of 6 starts", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_worker_that_is_unhealthy_by_its_own_HEALTHCHECK_takes_the_release_back()
    {
        var shell = await ReleasedAsync();
        Trouble(worker => worker.Health = "unhealthy");

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Contains("it is unhealthy by its own HEALTHCHECK", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rest.Find(target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_worker_that_had_to_be_started_again_is_waited_for_until_it_runs_steadily()
    {
        var shell = await ReleasedAsync();
        Trouble(worker => Restart(worker, times: 2));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
        Assert.Equal(2, target.Containers["shop-mailer-green"].Restarts);
    }

    /// <summary>It has run before, and somebody waits for it.</summary>
    [Fact]
    public async Task What_comes_back_need_not_prove_itself_again()
    {
        var shell = await ReleasedAsync();
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var before = target.Time.Elapsed;
        await shell.RollbackAsync();
        Assert.True(target.Time.Elapsed - before < shell.Application.Verification.WorkersSteadyFor);
    }

    private async Task<Shell> ReleasedAsync()
    {
        target.Exclusive.Add("biller");
        var verification = ShopDescription.Whole.Verification with { WorkersSteadyFor = TimeSpan.FromSeconds(10), Soak = TimeSpan.Zero };
        var shell = new Shell(target, ShopDescription.Whole with { Verification = verification });
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }

    private void Trouble(Action<RecordedContainer> trouble) => target.AfterEffect = effect =>
    {
        if (effect == Started)
        {
            trouble(target.Containers["shop-mailer-green"]);
        }
    };

    /// <summary>It dies every second, and the engine starts it again at once.</summary>
    private void Restart(RecordedContainer worker, int times)
    {
        if (times > 0)
        {
            target.Time.CreateTimer(
                _ =>
                {
                    (worker.Restarts, worker.StartedAt) = (worker.Restarts + 1, target.Time.GetUtcNow());
                    Restart(worker, times - 1);
                },
                null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }
    }
}
