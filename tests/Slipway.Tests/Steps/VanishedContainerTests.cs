using Slipway.Applications;
using Slipway.Execution;
using Slipway.Steps;
using Slipway.Tests.Convergence;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Steps;

/// <summary>Somebody removes a container that a release waits for: nothing makes it anew, and the release does not wait for that.</summary>
public sealed class VanishedContainerTests
{
    [Fact]
    public async Task A_migration_whose_container_is_gone_has_failed_and_is_not_taken_for_one_that_runs()
    {
        var shell = await PrepareAsync("start shop-migrate-2", "shop-migrate-2");

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        var cause = Assert.IsType<MigrationFailedException>(error.InnerException);
        Assert.Equal(("shop-migrate-2", null), (cause.Container, cause.ExitCode));
        Assert.True(shell.Target.Time.Elapsed < shell.Application.Timeouts.Migration);
        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        await ExpectNextAsync(shell);
    }

    [Fact]
    public async Task A_service_whose_container_is_gone_is_not_waited_for()
    {
        var shell = await PrepareAsync("start shop-web-green", "shop-web-green");

        var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.1")));

        Assert.Contains("shop-web-green was expected to answer", error.Message, StringComparison.Ordinal);
        Assert.True(shell.Target.Time.Elapsed < shell.Application.Timeouts.Health);
        Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        await ExpectNextAsync(shell);
    }

    private static async Task<Shell> PrepareAsync(string effect, string container)
    {
        var shell = await KillSweep.ReleaseAsync(RetirePolicy.KeepWarm, "1.0");
        shell.Target.MigrationTakes = TimeSpan.FromSeconds(30);
        shell.Target.AfterEffect = seen =>
        {
            if (seen == effect)
            {
                shell.Target.Containers.Remove(container);
            }
        };
        return shell;
    }

    private static async Task ExpectNextAsync(Shell shell)
    {
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
        shell.Target.AfterEffect = null;
        await shell.DeployAsync(ShopDescription.Request("1.2"));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }
}
