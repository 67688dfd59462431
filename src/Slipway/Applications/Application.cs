namespace Slipway.Applications;

/// <summary>
/// What is released: the typed description of an application. <see cref="ReleaseEngine.FindFaults"/> names all that is wrong with it; no
/// command touches anything while there is such a fault.
/// </summary>
public sealed record Application
{
    /// <summary>
    /// Lower-case letters, digits and dashes, starts with a letter, at most 40 characters. Prefix of everything on the target.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    public IReadOnlyList<Worker> Workers { get; init; } = [];

    public IReadOnlyList<SharedService> SharedServices { get; init; } = [];

    /// <summary>Runs once a release, before the switch. Null: there is nothing to migrate.</summary>
    public Migration? Migration { get; init; }

    public VerificationSettings Verification { get; init; } = new();

    public RouterSettings Router { get; init; } = new();

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

    /// <summary>All settings of ways to release, the application's own first.</summary>
    public IEnumerable<StrategySettings> AllStrategies => Strategy is null ? Strategies : Strategies.Prepend(Strategy);

    /// <summary>Services and workers.</summary>
    public IEnumerable<Workload> Workloads => Services.Concat<Workload>(Workers);

    /// <summary>The settings of one way to release; its defaults when none are given.</summary>
    public TSettings SettingsOf<TSettings>()
        where TSettings : StrategySettings, new() => AllStrategies.OfType<TSettings>().FirstOrDefault() ?? new TSettings();
}
