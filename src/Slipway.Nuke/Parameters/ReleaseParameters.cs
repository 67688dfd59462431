using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Routing;

namespace Slipway.Nuke.Parameters;

/// <summary>The parameters of one build, read once, with all faults in one error.</summary>
public sealed class ReleaseParameters
{
    private readonly GivenParameters given;

    internal ReleaseParameters(INukeBuild build) => given = new GivenParameters(
        build, Environment.GetCommandLineArgs().Skip(1), new EnvironmentParameters(Environment.GetEnvironmentVariables()));

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
    public int? Port => Number(nameof(Port));

    /// <summary>Where clients reach the application; null for the engine's host and the published port.</summary>
    public Uri? PublicAddress => given.Reference<Uri>(nameof(PublicAddress));

    /// <summary>The stage's name; null for none.</summary>
    public string? Stage => Text(nameof(Stage));

    /// <summary>The proxy; null for that of the description.</summary>
    public RouterKind? Router => given.Value<RouterKind>(nameof(Router));

    /// <summary>The name of the strategy that is asked for; null for that of the description.</summary>
    public string? Strategy => Text(nameof(Strategy))?.ToLowerInvariant();

    /// <summary>Whether a missing engine may be installed. Default true.</summary>
    public bool InstallEngine => given.Value<bool>(nameof(InstallEngine)) ?? true;

    /// <summary>Where images are pushed to; null for the registry on the engine's loopback.</summary>
    public string? Registry => Text(nameof(Registry));

    /// <summary>The port of the registry on loopback. Default 5000.</summary>
    public int RegistryPort => Number(nameof(RegistryPort)) ?? 5000;

    /// <summary>The account at the registry; null: nobody logs in.</summary>
    public string? RegistryUser => Text(nameof(RegistryUser));

    /// <summary>Whether to release also what is live already. Default false.</summary>
    public bool Force => Flag(nameof(Force));

    /// <summary>Whether a deploy takes the given secrets from the live release. Default false.</summary>
    public bool KeepSecrets => Flag(nameof(KeepSecrets));

    /// <summary>Whether a deploy may be given another value of a shared service's secret. Default false.</summary>
    public bool AcceptSharedSecrets => Flag(nameof(AcceptSharedSecrets));

    /// <summary>Whether a rollback gives the release the newest secrets instead of its own. Default false.</summary>
    public bool WithCurrentSecrets => Flag(nameof(WithCurrentSecrets));

    /// <summary>The number of the release to bring back; null for the last good one.</summary>
    public int? ToRelease => Number(nameof(ToRelease));

    /// <summary>Whether today's description may stand in for that of a release that was recorded without one. Default false.</summary>
    public bool WithCurrentDescription => Flag(nameof(WithCurrentDescription));

    /// <summary>The number of the release that a comparison begins with; null for what is live.</summary>
    public int? From => Number(nameof(From));

    /// <summary>The number of the release that it ends with; null for what would be released.</summary>
    public int? To => Number(nameof(To));

    /// <summary>Whether the exit code tells that a deploy would do something, or that two releases differ. Default false.</summary>
    public bool DetailedExitCode => Flag(nameof(DetailedExitCode));

    /// <summary>The service or worker whose log to show; null for all.</summary>
    public string? Service => Text(nameof(Service));

    /// <summary>Log lines of each container. Default 50.</summary>
    public int Tail => Number(nameof(Tail)) ?? 50;

    /// <summary>Whether the canary goes all the way. Default false: to its next share.</summary>
    public bool ToFull => Flag(nameof(ToFull));

    /// <summary>The slot that is to get the traffic; null when none was named.</summary>
    public Slot? ToSlot => given.Value<Slot>(nameof(ToSlot));

    /// <summary>Whether the maintenance page is to go on. Default false.</summary>
    public bool On => Flag(nameof(On));

    /// <summary>Whether the maintenance page is to go off. Default false.</summary>
    public bool Off => Flag(nameof(Off));

    /// <summary>How long requests wait before they see the page; null: not at all.</summary>
    public TimeSpan? Queue => given.Value<TimeSpan>(nameof(Queue));

    /// <summary>Whether a reset keeps the data of the shared services.</summary>
    public bool KeepData => Flag(nameof(KeepData));

    /// <summary>The shared service that a cleanup removes; null for none.</summary>
    public string? Shared => Text(nameof(Shared));

    /// <summary>Whether its data goes with it. Default false.</summary>
    public bool WithData => Flag(nameof(WithData));

    /// <summary>Whether the question of a reset is answered already. Default false.</summary>
    public bool Yes => Flag(nameof(Yes));

    internal string? RegistryPassword => Text(nameof(RegistryPassword));

    /// <summary>One line about variables that are set and do not count; null for none.</summary>
    internal string? Ignored => given.Ignored;

    /// <summary>Faults of the parameters, each by itself.</summary>
    internal IReadOnlyList<SpecificationFault> Faults => given.Faults;

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

    /// <summary>What is wrong where a slot must be named.</summary>
    internal IEnumerable<SpecificationFault> FindSlotFaults() => SpecificationFault.Unless(
        ToSlot is not null, "--to-slot", "blue or green is expected");

    /// <summary>What is wrong where a shared service is to be removed.</summary>
    internal IEnumerable<SpecificationFault> FindCleanupFaults() => SpecificationFault.Unless(
        Shared is not null || !WithData, "--with-data", "it goes with --shared NAME, which says whose data");

    /// <summary>What is wrong where the maintenance page is to go on, or off.</summary>
    internal IEnumerable<SpecificationFault> FindMaintenanceFaults() =>
    [
        .. SpecificationFault.Unless(On != Off, "--on", "either --on or --off is expected"),
        .. SpecificationFault.Unless(Queue is null || !Off, "--queue", "it goes with --on, and --off was asked for"),
    ];
}
