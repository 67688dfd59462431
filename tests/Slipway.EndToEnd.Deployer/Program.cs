using System.Runtime.InteropServices;
using Slipway;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.Execution;
using Slipway.Plans;

using var interruption = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
ReleaseEngine? engine = null;
try
{
    await RunAsync(Assignment.Parse(args.Single()), interruption.Token);
    return (int)ExitCode.Released;
}
catch (Exception error) when (error is SlipwayException || (error is OperationCanceledException && interruption.IsCancellationRequested))
{
    var effect = engine?.Effect ?? HostEffect.None;
    await Console.Error.WriteLineAsync($"{error.Message} {RunEnd.Describe(error, effect)}".TrimEnd());
    return (int)RunEnd.CodeOf(error, effect, interruption.IsCancellationRequested);
}
finally
{
    await (engine?.DisposeAsync() ?? ValueTask.CompletedTask);
}

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interruption.Cancel();
}

async Task RunAsync(Assignment assignment, CancellationToken cancellationToken)
{
    var time = new JumpingTime();
    var by = $"deployer {Environment.ProcessId}@{Environment.MachineName}";
    var observer = new LineObserver(Console.Out);
    var application = ShopDescription.Describe(assignment);
    using var docker = DockerEngine.Connect(endpoint: null, time, GivenSecrets.Read(assignment)?.Logins());
    IContainerEngine journaling = assignment.Kill is { } point ? new KillingEngine(docker, point) : docker;
    var target = ShopDescription.Target(application, docker, journaling, time, observer, assignment.SeenAt);
    engine = new ReleaseEngine(application, target, observer, time);

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
    Console.WriteLine("locked");
    switch (assignment.Command)
    {
        case Command.Deploy:
            var request = ShopDescription.Request(assignment, by);
            await session.MigrateAsync(request, cancellationToken);
            var deployed = await session.DeployAsync(request, cancellationToken);
            Console.WriteLine(
                $"live: release {deployed.Release.Number}, version {deployed.Release.Version} at {deployed.Address}; {deployed.Traffic}");
            break;
        case Command.Rollback:
            var restored = await session.RollbackAsync(
                new RollbackRequest { ToRelease = assignment.ToRelease, WithCurrentSecrets = assignment.WithCurrentSecrets, By = by },
                cancellationToken);
            Console.WriteLine(
                $"live: release {restored.Release.Number}, version {restored.Release.Version} at {restored.Address}; {restored.Traffic}");
            break;
        case Command.Promote:
            var promoted = await session.PromoteCanaryAsync(toFull: false, by, cancellationToken);
            Console.WriteLine($"promoted: release {promoted.Release.Number}, version {promoted.Release.Version}");
            break;
        case Command.Abort:
            await session.AbortCanaryAsync(by, cancellationToken);
            break;
        case Command.SwitchTraffic:
            var switched = await session.SwitchTrafficAsync(assignment.ToSlot, by, cancellationToken);
            Console.WriteLine($"live: release {switched.Release.Number}, version {switched.Release.Version}");
            break;
        case Command.Maintenance:
            await session.SetMaintenanceAsync(assignment.On, by, cancellationToken);
            break;
        default:
            await session.CleanupAsync(by, cancellationToken);
            break;
    }
}
