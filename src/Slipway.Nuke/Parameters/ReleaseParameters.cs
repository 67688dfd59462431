using Slipway.Applications;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Nuke.Running;
using Slipway.Routing;

namespace Slipway.Nuke.Parameters;

/// <summary>The parameters of one build, read once, with all faults in one error.</summary>
public sealed class ReleaseParameters
{
    private readonly GivenParameters given;

    internal ReleaseParameters(IHazApplication build)
    {
        given = new GivenParameters(build, Environment.GetCommandLineArgs().Skip(1),
            new EnvironmentParameters(Environment.GetEnvironmentVariables()));
        Faults = [.. given.Faults, .. RegistryAddress.Faults(this), .. Deployment.Faults(build, Strategy)];
    }

    /// <summary>The description, with the option and the variable for what a parameter of the build gives of its secrets.</summary>
    internal Application Name(Application described) =>
        described.WithSecrets(secret => secret with { GivenBy = given.Naming(secret.GivenBy) }) with
        {
            Router = described.Router with
            {
                Tls = described.Router.Tls is { } tls ? tls with { GivenBy = given.Naming(tls.GivenBy) } : null,
            },
        };

    /// <summary>The host's port, 1 to 65535; null for that of the description.</summary>
    public int? Port => Number(nameof(IHazApplication.Port));

    /// <summary>Where clients reach the application; null for the engine's host and the published port.</summary>
    public Uri? PublicAddress => given.Reference<Uri>(nameof(IHazApplication.PublicAddress));

    /// <summary>The stage's name; null for none.</summary>
    public string? Stage => Text(nameof(IHazApplication.Stage));

    /// <summary>The proxy; null for that of the description.</summary>
    public RouterKind? Router => given.Value<RouterKind>(nameof(IHazApplication.Router));

    /// <summary>The name of the strategy that is asked for; null for that of the description.</summary>
    public string? Strategy => Text(nameof(IHazStrategy.Strategy))?.ToLowerInvariant();

    /// <summary>Whether a missing engine may be installed. Default true.</summary>
    public bool InstallEngine => given.Value<bool>(nameof(IPrepare.InstallEngine)) ?? true;

    /// <summary>Where images are pushed to; null for the registry on the engine's loopback.</summary>
    public string? Registry => Text(nameof(IHazRegistry.Registry));

    /// <summary>The port of the registry on loopback. Default 5000.</summary>
    public int RegistryPort => Number(nameof(IHazRegistry.RegistryPort)) ?? 5000;

    /// <summary>The account at the registry; null: nobody logs in.</summary>
    public string? RegistryUser => Text(nameof(IHazRegistry.RegistryUser));

    /// <summary>Whether to release also what is live already. Default false.</summary>
    public bool Force => Flag(nameof(IDeploys.Force));

    /// <summary>Whether a deploy takes the given secrets from the live release. Default false.</summary>
    public bool KeepSecrets => Flag(nameof(IMigrate.KeepSecrets));

    /// <summary>Whether a deploy may be given another value of a shared service's secret. Default false.</summary>
    public bool AcceptSharedSecrets => Flag(nameof(IMigrate.AcceptSharedSecrets));

    /// <summary>Whether a rollback gives the release the newest secrets instead of its own. Default false.</summary>
    public bool WithCurrentSecrets => Flag(nameof(IRollback.WithCurrentSecrets));

    /// <summary>The number of the release to bring back; null for the last good one.</summary>
    public int? ToRelease => Number(nameof(IRollback.ToRelease));

    /// <summary>Whether today's description may stand in for that of a release that was recorded without one. Default false.</summary>
    public bool WithCurrentDescription => Flag(nameof(IRollback.WithCurrentDescription));

    /// <summary>The number of the release that a comparison begins with; null for what is live.</summary>
    public int? From => Number(nameof(IInspect.From));

    /// <summary>The number of the release that it ends with; null for what would be released.</summary>
    public int? To => Number(nameof(IInspect.To));

    /// <summary>Whether the exit code tells that a deploy would do something, or that two releases differ. Default false.</summary>
    public bool DetailedExitCode => Flag(nameof(IInspect.DetailedExitCode));

    /// <summary>The service or worker whose log to show; null for all.</summary>
    public string? Service => Text(nameof(IInspect.Service));

    /// <summary>Log lines of each container. Default 50.</summary>
    public int Tail => Number(nameof(IInspect.Tail)) ?? 50;

    /// <summary>Whether the canary goes all the way. Default false: to its next share.</summary>
    public bool ToFull => Flag(nameof(ICanary.ToFull));

    /// <summary>The slot that is to get the traffic; null when none was named.</summary>
    public Slot? ToSlot => given.Value<Slot>(nameof(IOperate.ToSlot));

    /// <summary>Whether the maintenance page is to go on. Default false.</summary>
    public bool On => Flag(nameof(IOperate.On));

    /// <summary>Whether the maintenance page is to go off. Default false.</summary>
    public bool Off => Flag(nameof(IOperate.Off));

    /// <summary>How long requests wait before they see the page; null: not at all.</summary>
    public TimeSpan? Queue => given.Value<TimeSpan>(nameof(IOperate.Queue));

    /// <summary>Whether a reset keeps the data of the shared services.</summary>
    public bool KeepData => Flag(nameof(ICleanup.KeepData));

    /// <summary>Whether the question of a reset is answered already. Default false.</summary>
    public bool Yes => Flag(nameof(ICleanup.Yes));

    internal string? RegistryPassword => Text(nameof(IHazRegistry.RegistryPassword));

    /// <summary>One line about variables that are set and do not count; null for none.</summary>
    internal string? Ignored => given.Ignored;

    /// <summary>Faults of the parameters themselves.</summary>
    internal IReadOnlyList<SpecificationFault> Faults { get; }

    /// <summary>
    /// A parameter that a build declares with <see cref="NumberAttribute"/> or <see cref="PortAttribute"/>; null when it was not given.
    /// </summary>
    /// <param name="member">The name of the member that declares it.</param>
    public int? Number(string member) => given.Value<int>(member);

    /// <summary>A parameter that a build declares with <see cref="FlagAttribute"/>; false when it was not given.</summary>
    /// <param name="member">The name of the member that declares it.</param>
    public bool Flag(string member) => given.Value<bool>(member) ?? false;

    /// <summary>A parameter that a build declares as a text without a kind; null when it was not given.</summary>
    /// <param name="member">The name of the member that declares it.</param>
    public string? Text(string member) => given.Text(member);

    /// <summary>The slot that must be named; exit code 2 without one.</summary>
    internal Slot RequireSlot() =>
        ToSlot ?? throw new SpecificationException([new SpecificationFault("--to-slot", "blue or green is expected")]);

    /// <summary>True for on; exit code 2 when neither or both are asked for.</summary>
    internal bool RequireOnOrOff() =>
        On != Off ? On : throw new SpecificationException([new SpecificationFault("--on", "either --on or --off is expected")]);

    /// <summary>How long requests wait; exit code 2 when they should do so for a page that is turned off.</summary>
    internal TimeSpan RequireQueueOf(bool on) => on || Queue is null
        ? Queue ?? TimeSpan.Zero
        : throw new SpecificationException([new SpecificationFault("--queue", "it goes with --on, and --off was asked for")]);
}
