using Extensions.Routers;
using Nuke.Common;
using Serilog;
using Slipway.Applications;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Strategies.Rolling;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>A build of somebody who uses Slipway: all components and little else. Run as a process of its own.</summary>
internal sealed class SmallBuild : NukeBuild,
    IDeployRelease, IDeployBlueGreen, IDeployRecreate, IDeployRolling, IDeployCanary, ICanary, IVerify, IRollback, IOperate, IInspect,
    ICleanup
{
    public static int Run() => Execute<SmallBuild>();

    [Parameter("Which description is released: good, faulty, nameless, secretive or throwing - Default is good")]
    private string Described { get; } = "good";

    [Parameter("Name of the application - Default is small")]
    private string Named { get; } = "small";

    [Parameter("Exit code of the error that FailKnown throws - Default is 4")]
    private int Code { get; } = (int)Slipway.Errors.ExitCode.Failed;

    [Parameter("A number that is called like what Slipway sets in containers")]
    [Number(0, 9)]
    private string? Release { get; }

    [Parameter("How many hooks of the same name the build has, 9 at most - Default is 0")]
    private int Twins { get; }

    [Parameter("Whether the build brings a router of its own - Default is false")]
    private bool Own { get; }

    [Parameter("A key that must be given where the description has it"), Secret]
    private string? MailPassword { get; }

    [Parameter("A certificate that must be given where the description has it"), Secret]
    private string? SiteCertificate { get; }

    public IRouter? OwnRouter(RouterPlace place) => Own ? new HttpdRouter(place) : null;

    public IEnumerable<Hook> Hooks => Twins > 9
        ? throw new InvalidOperationException("There is no list of them.")
        : Enumerable.Range(0, Twins).Select(_ => new Twin());

    public Application Application
    {
        get
        {
            Log.Information("The description is evaluated");
            return Description;
        }
    }

    private Application Description => Described switch
    {
        "faulty" => Good with { Services = [Good.Services[0] with { Port = 0, HealthPath = "no-slash" }], Retention = 0 },
        "nameless" => Good with { Services = [Good.Services[0], Good.Services[0] with { Name = "", Port = 0 }] },
        "prefixed" => Good with { Services = [Good.Services[0] with { Route = new Route { PathPrefix = "/small" } }] },
        "secretive" => Good with
        {
            Services =
            [
                Good.Services[0] with { Secrets = [SecretFile.Given("api-key", null), SecretFile.Given("mail-password", MailPassword)] },
            ],
            Router = new RouterSettings { Tls = new TlsSettings(Secret.IfAny(SiteCertificate)) },
        },
        "throwing" => throw new InvalidOperationException("There is no file of it."),
        _ => Good,
    };

    private Application Good => new()
    {
        Name = Named,
        Services = [new Service { Name = "web", Image = new ImageSource { Name = "small", Dockerfile = "Dockerfile" }, Port = 8080 }],
    };

    private Target FailKnown => _ => _
        .ExecutesRun(this, async _ =>
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

    private Target FailUnknown => _ => _
        .ExecutesRun(this, async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("An error that nobody foresaw.");
        });

    /// <summary>Waits for a signal before the target is touched.</summary>
    private Target WaitUntouched => _ => _
        .ExecutesRun(this, async run =>
        {
            Log.Information("waiting");
            await Task.Delay(Timeout.InfiniteTimeSpan, run.CancellationToken);
        });

    /// <summary>Waits for a signal after the target was, or may have been, touched.</summary>
    private Target WaitTouched => _ => _
        .ExecutesRun(this, async run =>
        {
            await Assert.ThrowsAnyAsync<SlipwayException>(() => run.BeginAsync("Wait"));
            Log.Information("waiting");
            await Task.Delay(Timeout.InfiniteTimeSpan, run.CancellationToken);
        });

    /// <summary>Returns its task instead of awaiting it.</summary>
    private Target FailReturned => _ => _
        .ExecutesRun(this, _ => FailAsync());

    /// <summary>A deploy of this build's own, which releases in one way alone.</summary>
    private Target Ship => _ => _
        .DependsOn<IMigrate>(x => x.Migrate)
        .Releases(this, RollingSettings.StrategyName);

    private Target ShowParameters => _ => _
        .ExecutesRun(this, run =>
        {
            Log.Information("{Parameters}", string.Join(' ', typeof(ReleaseParameters).GetProperties()
                .Select(property => $"{property.Name}={property.GetValue(run.Parameters)};")));
            return Task.CompletedTask;
        });

    private Target ShowRelease => _ => _
        .ExecutesRun(this, run =>
        {
            Log.Information("Release {Number} of the parameter", run.Parameters.Number(nameof(Release)) ?? 0);
            return Task.CompletedTask;
        });

    private Target ShowSource => _ => _
        .ExecutesRun(this, run =>
        {
            Log.Information("Source {Version} of {Commit}", run.Source.Version, run.Source.Commit);
            return Task.CompletedTask;
        });

    private static async Task FailAsync()
    {
        await Task.Yield();
        throw new RouterException("A returned error.");
    }

    private sealed class Twin : Hook
    {
        public override string Name => "twin";

        public override IEnumerable<HookPoint> Points => [HookPoint.After(RunKind.Deploy)];

        public override Task RunAsync(HookContext context, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
