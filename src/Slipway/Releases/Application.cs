using Slipway.Migrations;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Releases;

/// <summary>What is released: the typed description of an application. <see cref="ApplicationValidator"/> checks it before anything is touched.</summary>
public sealed record Application
{
    /// <summary>Lower-case letters, digits and dashes, starts with a letter, at most 40 characters. Prefix of everything on the target.</summary>
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

    /// <summary>How it is released unless a command says otherwise. Default <see cref="StrategyKind.BlueGreen"/>.</summary>
    public StrategyKind Strategy { get; init; } = StrategyKind.BlueGreen;

    /// <summary>For <see cref="StrategyKind.Rolling"/>.</summary>
    public RollingSettings Rolling { get; init; } = new();

    /// <summary>For <see cref="StrategyKind.Canary"/>.</summary>
    public CanarySettings Canary { get; init; } = new();

    /// <summary>What becomes of the old slot after the switch. Default <see cref="RetirePolicy.KeepWarm"/>: a rollback takes about a second.</summary>
    public RetirePolicy Retire { get; init; } = RetirePolicy.KeepWarm;

    /// <summary>How many releases keep their images, the live one included. 1 to 100, default 3.</summary>
    public int Retention { get; init; } = 3;

    /// <summary>The images that services, workers and the migration run from, each once.</summary>
    public IEnumerable<ImageSource> Images => Workloads.Select(workload => workload.Image)
        .Concat(Migration is { Image: { } image } ? [image] : [])
        .DistinctBy(image => image.Name, StringComparer.Ordinal);

    /// <summary>Services and workers.</summary>
    public IEnumerable<Workload> Workloads => Services.Concat<Workload>(Workers);
}
