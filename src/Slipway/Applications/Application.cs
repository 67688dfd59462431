namespace Slipway.Applications;

/// <summary>
/// What is released: the typed description of an application. <see cref="ReleaseEngine.FindFaults"/> names all that is wrong with it;
/// no command touches anything while there is such a fault in what it uses (<see cref="DescriptionUse"/>).
/// </summary>
public sealed record Application
{
    /// <summary>
    /// Lower-case letters, digits and dashes, starts with a letter, at most 40 characters. Prefix of everything on the target.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>What works without being asked over HTTP. Started after the switch, one container each. Default none.</summary>
    public IReadOnlyList<Worker> Workers { get; init; } = [];

    /// <summary>Databases, caches and the like, which releases use and never replace. Default none.</summary>
    public IReadOnlyList<SharedService> SharedServices { get; init; } = [];

    /// <summary>Runs once a release, before the switch. Null: there is nothing to migrate.</summary>
    public Migration? Migration { get; init; }

    /// <summary>
    /// How the new version is proved before and after the switch. Default: <c>/version.json</c> must name the version, and the switch is
    /// watched with 50 requests a second.
    /// </summary>
    public VerificationSettings Verification { get; init; } = new();

    /// <summary>
    /// The proxy before the application, and where it listens. Default: HAProxy on port 8080 of all addresses, without TLS.
    /// </summary>
    public RouterSettings Router { get; init; } = new();

    /// <summary>How long each thing that a release waits for may take. Default: see each of them.</summary>
    public Timeouts Timeouts { get; init; } = new();

    /// <summary>
    /// How it is released unless a command says otherwise. Null (the default): blue-green, everything to the new slot at once.
    /// </summary>
    public StrategySettings? Strategy { get; init; }

    /// <summary>
    /// Settings of further ways to release that a command may ask for, each way once. One that is listed neither here nor in
    /// <see cref="Strategy"/> has its defaults. Default none.
    /// </summary>
    public IReadOnlyList<StrategySettings> Strategies { get; init; } = [];

    /// <summary>
    /// What becomes of the old slot after the switch. Default <see cref="RetirePolicy.KeepWarm"/>: a rollback takes about a second.
    /// </summary>
    public RetirePolicy Retire { get; init; } = RetirePolicy.KeepWarm;

    /// <summary>How many releases keep their images, the live one included. 1 to 100, default 3.</summary>
    public int Retention { get; init; } = 3;

    /// <summary>The images that services, workers and the migration run from, each once.</summary>
    public IEnumerable<ImageSource> Images => Workloads.Select(workload => workload.Image)
        .Concat(Migration is { Image: { } image } ? [image] : [])
        .DistinctBy(image => image.Name, StringComparer.Ordinal);

    /// <summary>What the containers of a release read as secrets, each once: services, workers and the migration.</summary>
    public IEnumerable<SecretFile> ReleaseSecrets => Workloads.SelectMany(workload => workload.Secrets)
        .Concat(Migration?.Secrets ?? [])
        .DistinctBy(secret => secret.Name, StringComparer.Ordinal);

    /// <summary>All secrets, each once: those of a release and those of the shared services.</summary>
    public IEnumerable<SecretFile> Secrets => ReleaseSecrets.Concat(SharedServices.SelectMany(shared => shared.Secrets))
        .DistinctBy(secret => secret.Name, StringComparer.Ordinal);

    /// <summary>All settings of ways to release, the application's own first.</summary>
    public IEnumerable<StrategySettings> AllStrategies => Strategy is null ? Strategies : Strategies.Prepend(Strategy);

    /// <summary>Services and workers.</summary>
    public IEnumerable<Workload> Workloads => Services.Concat<Workload>(Workers);

    /// <summary>This installation with what a release remembers of its own description; as it is for null.</summary>
    /// <param name="release">What the release remembers.</param>
    public Application DescribedBy(ReleaseDescription? release) => release?.On(this) ?? this;

    /// <summary>The same with each of its secrets changed, wherever it is read.</summary>
    /// <param name="change">Returns the same secret, said otherwise.</param>
    public Application WithSecrets(Func<SecretFile, SecretFile> change) => this with
    {
        Services = [.. Services.Select(service => service with { Secrets = [.. service.Secrets.Select(change)] })],
        Workers = [.. Workers.Select(worker => worker with { Secrets = [.. worker.Secrets.Select(change)] })],
        SharedServices = [.. SharedServices.Select(shared => shared with { Secrets = [.. shared.Secrets.Select(change)] })],
        Migration = Migration is null ? null : Migration with { Secrets = [.. Migration.Secrets.Select(change)] },
    };

    /// <summary>
    /// The settings of one way to release; its defaults when none are given. Those of a release that comes back are read from its record,
    /// where no other property shows their type.
    /// </summary>
    /// <typeparam name="TSettings">The settings of that way.</typeparam>
    public TSettings SettingsOf<TSettings>()
        where TSettings : StrategySettings, new() => AllStrategies.OfType<TSettings>().FirstOrDefault()
            ?? KeptSettings(new TSettings());

    private TSettings KeptSettings<TSettings>(TSettings defaults)
        where TSettings : StrategySettings =>
        AllStrategies.OfType<KeptSettings>().FirstOrDefault(kept => kept.Name == defaults.Name)?.Read<TSettings>() ?? defaults;
}
