using Nuke.Common;
using Nuke.Common.Utilities.Collections;
using Slipway.Nuke.Running;
using Slipway.Planning;

namespace Slipway.Nuke.Components;

/// <summary>Starts the new version in the idle slot, proves it healthy, shifts all traffic at once and retires the old slot.</summary>
public interface IDeployBlueGreen : IMigrate
{
    [Parameter("Releases also when exactly this is live already: true or false - Default is false")]
    string? Force => TryGetValue(() => Force);

    Target DeployBlueGreen => _ => _
        .Description("Starts the new version beside the old one, proves it healthy, shifts all traffic at once")
        .DependsOn(Migrate)
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                var session = await run.BeginAsync("Deploy");
                run.Report = await session.DeployAsync(new BlueGreen(), run.DescribeRelease(), run.CancellationToken);
                ReportSummary(_ => _
                    .AddPair("Release", run.Report.Release.Number)
                    .AddPair("Slot", run.Report.Release.Slot));
            });
        });
}
