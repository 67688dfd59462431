using System.Runtime.InteropServices;
using Nuke.Common;

namespace Slipway.Compat.Probe;

/// <summary>What ends a process: exit codes and signals.</summary>
internal sealed class SignalBuild : NukeBuild
{
    public static int Run() => Execute<SignalBuild>(build => build.Nothing);

    [Parameter("File that says that the slow target runs")]
    private string? Marker { get; set; }

    private Target Nothing => _ => _.Executes(() => { });

    private Target Boom => _ => _.Executes(() => throw new InvalidOperationException("It broke.\nTwice."));

    private Target ExitFive => _ => _.Executes(() => { ExitCode = 5; });

    private Target Slow => _ => _
        .Executes(async () =>
        {
            await File.WriteAllTextAsync(Marker!, "running");
            await Task.Delay(TimeSpan.FromMinutes(5));
        });

    private Target Undoing => _ => _
        .Executes(async () =>
        {
            var interrupted = new TaskCompletionSource();
            using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                interrupted.SetResult();
            });
            await File.WriteAllTextAsync(Marker!, "running");
            await interrupted.Task;
            Console.WriteLine("undone");
            ExitCode = 6;
            throw new OperationCanceledException("Interrupted.");
        });

    private Target AfterUndoing => _ => _.DependsOn(Undoing).Executes(() => Console.WriteLine("never"));

    private Target Later => _ => _.DependsOn(Slow).Executes(() => Console.WriteLine("never"));

    private Target Assured => _ => _
        .After(Slow, Undoing)
        .AssuredAfterFailure()
        .Executes(() => Console.WriteLine("assured ran"));
}
