using Nuke.Common;
using Serilog;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;
using Slipway.Routing;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>A build of somebody who uses Slipway: all components and little else. Run as a process of its own.</summary>
internal sealed class SmallBuild : NukeBuild,
    IDeployRelease, IDeployBlueGreen, IDeployRecreate, IDeployRolling, IDeployCanary, ICanary, IVerify, IRollback, IOperate, IInspect, ICleanup
{
    public static int Run() => Execute<SmallBuild>();

    [Parameter("Which description is released: good, faulty or throwing - Default is good")]
    private string Described { get; } = "good";

    [Parameter("Name of the application - Default is small")]
    private string Named { get; } = "small";

    [Parameter("Exit code of the error that FailKnown throws - Default is 4")]
    private int Code { get; } = (int)Slipway.Errors.ExitCode.Failed;

    [Parameter("A number that is called like what Slipway sets in containers")]
    [Number(0, 9)]
    private string? Release { get; }

    public Application Application => Described switch
    {
        "faulty" => Good with { Services = [Good.Services[0] with { Port = 0, HealthPath = "no-slash" }], Retention = 0 },
        "throwing" => throw new InvalidOperationException("The description could not be read."),
        _ => Good,
    };

    private Application Good => new()
    {
        Name = Named,
        Services = [new Service { Name = "web", Image = new ImageSource { Name = "small", Dockerfile = "Dockerfile" }, Port = 8080 }],
    };

    private Target FailKnown => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(async _ =>
            {
                await Task.Yield();
                throw (Slipway.Errors.ExitCode)Code switch
                {
                    Slipway.Errors.ExitCode.Usage => new UsageException("A known error."),
                    Slipway.Errors.ExitCode.Locked => new LockHeldException("A known error", null),
                    Slipway.Errors.ExitCode.NeedsPerson => new LockLostException("A known error."),
                    _ => new RouterException("A known error."),
                };
            });
        });

    private Target FailUnknown => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(async _ =>
            {
                await Task.Yield();
                throw new InvalidOperationException("An error that nobody foresaw.");
            });
        });

    /// <summary>Waits for a signal before the target is touched.</summary>
    private Target WaitUntouched => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                Log.Information("waiting");
                await Task.Delay(Timeout.InfiniteTimeSpan, run.CancellationToken);
            });
        });

    /// <summary>Waits for a signal after the target was, or may have been, touched.</summary>
    private Target WaitTouched => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(async run =>
            {
                await Assert.ThrowsAnyAsync<SlipwayException>(() => run.BeginAsync("Wait"));
                Log.Information("waiting");
                await Task.Delay(Timeout.InfiniteTimeSpan, run.CancellationToken);
            });
        });

    private Target ShowParameters => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(run => Log.Information("{Parameters}", string.Join(' ', typeof(ReleaseParameters).GetProperties()
                .Select(property => $"{property.Name}={property.GetValue(run.Parameters)};"))));
        });

    private Target ShowRelease => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(run => Log.Information("Release {Number} of the parameter", run.Parameters.Number(nameof(Release)) ?? 0));
        });

    private Target ShowSource => _ => _
        .Executes(async () =>
        {
            await this.RunAsync(run => Log.Information("Source {Version} of {Commit}", run.Source.Version, run.Source.Commit));
        });
}
