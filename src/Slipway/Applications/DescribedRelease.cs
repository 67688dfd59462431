namespace Slipway.Applications;

/// <summary>
/// What of an <see cref="Application"/> belongs to a release. The rest belongs to the installation, and no rollback moves it: the name with
/// its stage, the router and where it listens, shared services, retention.
/// </summary>
internal sealed record DescribedRelease
{
    public required IReadOnlyList<Service> Services { get; init; }

    public IReadOnlyList<Worker> Workers { get; init; } = [];

    public Migration? Migration { get; init; }

    public VerificationSettings Verification { get; init; } = new();

    public Timeouts Timeouts { get; init; } = new();

    public StrategySettings? Strategy { get; init; }

    public IReadOnlyList<StrategySettings> Strategies { get; init; } = [];

    public RetirePolicy Retire { get; init; } = RetirePolicy.KeepWarm;

    public static DescribedRelease Of(Application application) => new()
    {
        Services = application.Services,
        Workers = application.Workers,
        Migration = application.Migration,
        Verification = application.Verification,
        Timeouts = application.Timeouts,
        Strategy = application.Strategy,
        Strategies = application.Strategies,
        Retire = application.Retire,
    };

    /// <summary>The application as it was described for this release. Values of secrets are the installation's, by name.</summary>
    public Application On(Application installation)
    {
        var given = installation.Workloads.SelectMany(workload => workload.Secrets)
            .Concat(installation.Migration?.Secrets ?? [])
            .Concat(installation.SharedServices.SelectMany(shared => shared.Secrets))
            .Where(secret => secret.Value is not null)
            .DistinctBy(secret => secret.Name, StringComparer.Ordinal)
            .ToDictionary(secret => secret.Name, secret => secret.Value, StringComparer.Ordinal);
        IReadOnlyList<SecretFile> WithValues(IReadOnlyList<SecretFile> secrets) =>
            [.. secrets.Select(secret => secret.IsGenerated ? secret : secret with { Value = given.GetValueOrDefault(secret.Name) })];
        return installation with
        {
            Services = [.. Services.Select(service => service with { Secrets = WithValues(service.Secrets) })],
            Workers = [.. Workers.Select(worker => worker with { Secrets = WithValues(worker.Secrets) })],
            Migration = Migration is { } migration ? migration with { Secrets = WithValues(migration.Secrets) } : null,
            Verification = Verification,
            Timeouts = Timeouts,
            Strategy = Strategy,
            Strategies = Strategies,
            Retire = Retire,
        };
    }
}
