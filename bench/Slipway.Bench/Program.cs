using System.Globalization;
using System.Runtime.InteropServices;
using Slipway.Bench;

// The floor under every command: what a .NET program costs that does nothing.
if (args is [BuildProcess.NothingArgument])
{
    return 0;
}

if (args is not [var repository, var switchesText, var secondsText]
    || !int.TryParse(switchesText, CultureInfo.InvariantCulture, out var switches) || switches < 1
    || !int.TryParse(secondsText, CultureInfo.InvariantCulture, out var seconds) || seconds < 1)
{
    Console.Error.WriteLine(
        "usage: Slipway.Bench <folder of the repository> <switches before each router> <seconds a proxy is asked in one go>");
    return 2;
}

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return await Measurements.RunAsync(
        repository, new Asked(switches, TimeSpan.FromSeconds(seconds)), TimeProvider.System, stopping.Token) ? 0 : 4;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    Console.Error.WriteLine("Interrupted; nothing was written.");
    return 6;
}

// What was put on the engine is taken away before the process ends.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
