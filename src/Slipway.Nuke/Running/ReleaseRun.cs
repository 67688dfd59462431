using Serilog;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Nuke.Building;
using Slipway.Nuke.Console;
using Slipway.Nuke.Parameters;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routers;
using Slipway.Routers.Foundation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway.Nuke.Running;

/// <summary>What the targets of one build share: parameters, engine, lock, digests, report.</summary>
public sealed partial class ReleaseRun : IAsyncDisposable
{
    private readonly IReleasingBuild build;
    private readonly Interruption interruption;
    private readonly Lazy<DockerEngine> host;
    private readonly Lazy<IRouter> router;
    private readonly Lazy<ReleaseEngine> engine;
    private readonly Lazy<SourceVersion> source;
    private readonly ConsoleObserver observer = new();
    private readonly IReadOnlyList<Hook> hooks;
    private ReleaseSession? session;
    private bool isChecked;

    internal ReleaseRun(IReleasingBuild build)
    {
        this.build = build;
        interruption = new Interruption(() => Effect);
        Parameters = new ReleaseParameters(build.Build);
        // Once a build: a description may read files, or be another one each time.
        var described = DescribedPart.Read("Application", () => Parameters.Name(build.Application));
        Application = described with
        {
            Name = Parameters.Stage is { } stage ? $"{described.Name}-{stage}" : described.Name,
            Router = described.Router with
            {
                Port = Parameters.Port ?? described.Router.Port,
                Kind = Parameters.Router ?? described.Router.Kind,
            },
        };
        hooks = DescribedPart.Read<IReadOnlyList<Hook>>("Hooks", () => [.. build.Hooks]);
        var observers = DescribedPart.Read<ReleaseObservers>("Observers", () => new([observer, .. build.Observers]));
        source = new Lazy<SourceVersion>(() => SourceVersion.Read(build.Build.RootDirectory));
        host = new Lazy<DockerEngine>(Connect);
        router = new Lazy<IRouter>(() =>
            build.OwnRouter(new RouterPlace(Application.Name, Application.Router, Host, Time, observer.Progress))
            ?? RouterFactory.Create(Application.Name, Application.Router, Host, Time, observer.Progress));
        engine = new Lazy<ReleaseEngine>(() =>
            new ReleaseEngine(
                Application,
                new ReleaseTarget(Host, router.Value, PublicAddress, BaseImage.Name) { Repositories = Repositories },
                observers, Time, build.Strategies, hooks));
    }

    /// <summary>What the command line, the environment and the parameter files say.</summary>
    public ReleaseParameters Parameters { get; }

    /// <summary>The description, with what the parameters change in it.</summary>
    public Application Application { get; }

    /// <summary>The strategy that this build asks for, by its target or its parameter; null for that of the description.</summary>
    public string? Strategy => build.PinnedStrategy ?? Parameters.Strategy;

    /// <summary>The engine of the host that is released to: <c>DOCKER_HOST</c>, or that of this machine.</summary>
    public DockerEngine Host => host.Value;

    /// <summary>The release engine for <see cref="Application"/> on <see cref="Host"/>, made at the first use.</summary>
    public ReleaseEngine Engine => engine.Value;

    /// <summary>What this build has done to what is live.</summary>
    internal HostEffect Effect => engine.IsValueCreated ? engine.Value.Effect : HostEffect.None;

    /// <summary>Which version the working tree is.</summary>
    public SourceVersion Source => source.Value;

    /// <summary>Image references by digest, by image name; filled by the push.</summary>
    public Dictionary<string, string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>Where targets write what a person should see.</summary>
    public Screen Screen { get; } = new();

    /// <summary>What the last deploy or rollback of this build has to show.</summary>
    public ReleaseReport? Report { get; set; }

    /// <summary>Cancelled by SIGINT and SIGTERM.</summary>
    public CancellationToken CancellationToken => interruption.Token;

    /// <summary>Who runs this: user and machine.</summary>
    public string By { get; } = $"{Environment.UserName}@{Environment.MachineName}";

    private SecretOptions Secrets => new() { Keep = Parameters.KeepSecrets, AcceptShared = Parameters.AcceptSharedSecrets };

    private static TimeProvider Time => TimeProvider.System;

    private Uri PublicAddress => Parameters.PublicAddress
        ?? new UriBuilder("http", new Uri(Host.Endpoint) is { Host.Length: > 0 } remote ? remote.Host : "127.0.0.1",
            Application.Router.Port).Uri;

    /// <summary>
    /// One engine for all: docker's command line, which builds and pushes, is pointed at the same one for the rest of this build. A login
    /// with a configuration of its own knows no contexts, and another shell may choose another context meanwhile.
    /// </summary>
    private DockerEngine Connect()
    {
        var connected = DockerEngine.Connect(endpoint: null, Time, RegistryAddress.ForEngine(Parameters));
        Environment.SetEnvironmentVariable("DOCKER_HOST", connected.Endpoint);
        Log.Information("Engine {Endpoint} ({Origin})", connected.Endpoint, connected.Origin);
        return connected;
    }

    /// <summary>Ends the build with every fault of parameters and of what is used of the description before its first step.</summary>
    internal void CheckOnce()
    {
        if (isChecked)
        {
            return;
        }

        isChecked = true;
        if (Parameters.Ignored is { } ignored)
        {
            // No warning: Nuke says those once more at the end.
            Log.Information("{Ignored}", ignored);
        }

        var use = build.FindUse(Parameters);
        IReadOnlyList<SpecificationFault> faults =
        [
            .. Parameters.Faults,
            .. RegistryAddress.Faults(Parameters),
            .. build.FindStrategyFaults(Parameters.Strategy),
            .. build.FindTargetFaults(Parameters),
            .. ReleaseEngine.FindFaults(Application, router.Value, build.Strategies, hooks, use).Select(AsGiven),
            .. build.FindUnpushed(this),
            .. DockerCommand.IsInstalled ? build.FindUnbuilt(this) : [],
            .. build.ChangesTarget && !Parameters.KeepSecrets ? ReleaseEngine.FindMissingSecrets(Application) : [],
        ];
        if (faults.Count > 0)
        {
            throw new SpecificationException(faults, use.Subject());
        }
    }

    /// <summary>The same error, its faults under the names of the parameters that said so.</summary>
    internal SlipwayException AsGiven(SlipwayException error)
    {
        var given = error is SpecificationException { Faults: var faults, Subject: var subject }
            ? new SpecificationException([.. faults.Select(AsGiven)], subject)
            : error;
        if (given is UsageException refused && engine.IsValueCreated)
        {
            refused.Before = engine.Value.Rested;
        }

        return given;
    }

    /// <summary>A fault of what a parameter said instead of the description bears the parameter's name.</summary>
    private SpecificationFault AsGiven(SpecificationFault fault) => (fault.Path, Parameters) switch
    {
        ("name", { Stage: { } stage }) => fault with { Path = stage.All(IsOfNames) ? "name, with --stage" : "--stage" },
        ("router.port", { Port: not null }) => fault with { Path = "--port" },
        _ => fault,
    };

    private static bool IsOfNames(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-';

    /// <summary>
    /// Engine, base image and, when the build is going to change the target, the lock: a second deployer learns of the first at once.
    /// </summary>
    /// <exception cref="Containers.EngineUnreachableException">No engine answers, and none could be installed.</exception>
    /// <exception cref="Containers.ImageUnavailableException">The base image is not to be had.</exception>
    /// <exception cref="LockHeldException">Somebody else is deploying this application.</exception>
    /// <exception cref="UsageException">What is asked for could not be released now.</exception>
    public async Task PrepareAsync()
    {
        if (build.ChangesTarget)
        {
            SourceVersion.Require(build.Build.RootDirectory);
        }

        await new EngineInstaller(Time, observer.Progress).EnsureAsync(Host, Parameters.InstallEngine, CancellationToken);
        RequireBuilt();
        await new BaseImage(Host, Time, observer.Progress).EnsureAsync(CancellationToken);
        if (build.ChangesTarget)
        {
            var begun = await BeginAsync("Deploy");
            await begun.CheckAsync(Strategy, Secrets, CancellationToken);
        }
    }

    /// <summary>
    /// Refuses a push of what an earlier build should have left, and did not, where there was nobody to ask before an engine was installed.
    /// </summary>
    /// <exception cref="SpecificationException">An image is missing; all are named.</exception>
    private void RequireBuilt()
    {
        if (build.FindUnbuilt(this).ToList() is { Count: > 0 } faults)
        {
            throw new SpecificationException(faults);
        }
    }

    /// <summary>The session that holds the lock; taken at the first call.</summary>
    /// <param name="command">What is run, for whoever finds the lock taken: <c>Deploy</c>.</param>
    /// <exception cref="LockHeldException">Somebody else is deploying this application.</exception>
    /// <exception cref="UsageException">A stranger has a name that the application needs.</exception>
    public async Task<ReleaseSession> BeginAsync(string command)
    {
        interruption.TargetIsTouched = true;
        return session ??= await Engine.BeginAsync(command, By, CancellationToken);
    }

    /// <summary>As <see cref="BeginAsync"/>, for a command that works on releases which are there already.</summary>
    /// <param name="command">What is run, for whoever finds the lock taken: <c>Rollback</c>.</param>
    /// <param name="back">Where it wants to go back to; null (the default) for one that does not.</param>
    /// <exception cref="LockHeldException">Somebody else is deploying this application.</exception>
    /// <exception cref="UsageException">The application was never released there.</exception>
    public async Task<ReleaseSession> ReopenAsync(string command, WayBack? back = null)
    {
        interruption.TargetIsTouched = true;
        return session ??= await Engine.ReopenAsync(command, By, back, CancellationToken);
    }

    /// <summary>What is to be released: the working tree's version and the digests that were pushed so far.</summary>
    public ReleaseRequest DescribeRelease() => new()
    {
        Version = Source.Version,
        Commit = Source.Commit,
        Images = Images,
        By = By,
        Strategy = Strategy,
        Force = Parameters.Force,
        Secrets = Secrets,
    };

    /// <summary>What is to be brought back.</summary>
    internal RollbackRequest DescribeRollback() => new()
    {
        ToRelease = Parameters.ToRelease,
        WithCurrentDescription = Parameters.WithCurrentDescription,
        WithCurrentSecrets = Parameters.WithCurrentSecrets,
        By = By,
    };

    /// <summary>The exit code of a command that only looked, where it was asked for.</summary>
    internal void Tell(bool differs)
    {
        if (differs && Parameters.DetailedExitCode)
        {
            build.Build.ExitCode = (int)ExitCode.Differs;
        }
    }

    /// <summary>How long the steps of the release took, those of a moment left out. Nuke tells the times of targets itself.</summary>
    internal IReadOnlyList<(string Phase, TimeSpan Took)> Phases() =>
    [
        .. Report?.Run?.Steps.Where(step => step.Took > TimeSpan.FromMilliseconds(50))
            .Select(step => (step.Step.Describe(), step.Took)) ?? [],
    ];

    /// <summary>Frees the lock. The next target of the build may take it again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }

        interruption.TargetIsTouched = false;
    }
}
