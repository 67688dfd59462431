using System.Runtime.InteropServices;
using Slipway.EndToEnd.Deployer;

using var interruption = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
return await Deployment.RunAsync(Assignment.Parse(args.Single()), Console.Out, Console.Error, interruption.Token);

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interruption.Cancel();
}
