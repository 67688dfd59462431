using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.Execution;
using Slipway.Plans;

namespace Slipway.EndToEnd.Deployer;

/// <summary>One command from its beginning to its end.</summary>
public static class Deployment
{
    /// <summary>Returns the exit code.</summary>
    /// <param name="assignment">What is to be done.</param>
    /// <param name="output">Gets a line for everything that happens.</param>
    /// <param name="error">Gets why it failed.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    public static async Task<int> RunAsync(Assignment assignment, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var time = new JumpingTime();
        using var docker = DockerEngine.Connect(endpoint: null, time, GivenSecrets.Read(assignment)?.Logins());
        ReleaseEngine? engine = null;
        try
        {
            var observer = new LineObserver(output);
            var application = ShopDescription.Describe(assignment);
            IContainerEngine journaling = assignment.Kill is { } point ? new KillingEngine(docker, point) : docker;
            var target = ShopDescription.Target(application, docker, journaling, time, observer, assignment.SeenAt);
            engine = new ReleaseEngine(application, target, observer, time);
            await RunAsync(assignment, engine, time, output, cancellationToken);
            return (int)ExitCode.Released;
        }
        catch (Exception failure) when (failure is SlipwayException
            || (failure is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            var effect = engine?.Effect ?? HostEffect.None;
            await error.WriteLineAsync($"{failure.Message} {RunEnd.Describe(failure, effect)}".TrimEnd());
            return (int)RunEnd.CodeOf(failure, effect, cancellationToken.IsCancellationRequested);
        }
        finally
        {
            await (engine?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task RunAsync(
        Assignment assignment, ReleaseEngine engine, JumpingTime time, TextWriter output, CancellationToken cancellationToken)
    {
        var by = $"deployer {Environment.ProcessId}@{Environment.MachineName}";
        var back = assignment.Command switch
        {
            Command.Rollback => WayBack.ToRelease(assignment.ToRelease),
            Command.SwitchTraffic => WayBack.ToSlot(assignment.ToSlot),
            Command.Abort => WayBack.FromCanary,
            _ => null,
        };
        await using var session = back is null
            ? await engine.BeginAsync(assignment.Command.ToString(), by, cancellationToken)
            : await engine.ReopenAsync(assignment.Command.ToString(), by, back, cancellationToken);
        time.Jump(TimeSpan.FromSeconds(assignment.ClockJumpSeconds));
        await output.WriteLineAsync("locked");
        switch (assignment.Command)
        {
            case Command.Deploy:
                var request = ShopDescription.Request(assignment, by);
                await session.MigrateAsync(request, cancellationToken);
                var deployed = await session.DeployAsync(request, cancellationToken);
                await output.WriteLineAsync(
                    $"live: release {deployed.Release.Number}, version {deployed.Release.Version} at {deployed.Address}; "
                        + $"{deployed.Traffic}");
                break;
            case Command.Rollback:
                var restored = await session.RollbackAsync(
                    new RollbackRequest { ToRelease = assignment.ToRelease, WithCurrentSecrets = assignment.WithCurrentSecrets, By = by },
                    cancellationToken);
                await output.WriteLineAsync(
                    $"live: release {restored.Release.Number}, version {restored.Release.Version} at {restored.Address}; "
                        + $"{restored.Traffic}");
                break;
            case Command.Promote:
                var promoted = await session.PromoteCanaryAsync(toFull: false, by, cancellationToken);
                await output.WriteLineAsync($"promoted: release {promoted.Release.Number}, version {promoted.Release.Version}");
                break;
            case Command.Abort:
                await session.AbortCanaryAsync(by, cancellationToken);
                break;
            case Command.SwitchTraffic:
                var switched = await session.SwitchTrafficAsync(assignment.ToSlot, by, cancellationToken);
                await output.WriteLineAsync($"live: release {switched.Release.Number}, version {switched.Release.Version}");
                break;
            case Command.Maintenance:
                await session.SetMaintenanceAsync(assignment.On, by, cancellationToken);
                break;
            default:
                await session.CleanupAsync(by, cancellationToken);
                break;
        }
    }
}
