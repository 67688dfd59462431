using System.Text.Json;
using System.Text.Json.Serialization;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer.Killing;
using Slipway.Routing;

namespace Slipway.EndToEnd.Deployer;

/// <summary>What one process of the deployer is to do; its only argument, as JSON.</summary>
public sealed record Assignment
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public required Command Command { get; init; }

    /// <summary>Name of the application on the target.</summary>
    public required string Application { get; init; }

    /// <summary>The host's port that it is published on.</summary>
    public required int Port { get; init; }

    /// <summary>The address that the port is published on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Where clients reach it; null: at the address and the port that it is published on.</summary>
    public Uri? SeenAt { get; init; }

    /// <summary>Reference by digest of the image that is deployed; null for a command that deploys nothing.</summary>
    public string? Image { get; init; }

    /// <summary>The version that is deployed.</summary>
    public string Version { get; init; } = "none";

    /// <summary>For a rollback; null for the last good release.</summary>
    public int? ToRelease { get; init; }

    /// <summary>The slot that traffic is switched to.</summary>
    public Slot ToSlot { get; init; }

    /// <summary>Seconds for a slot to become healthy.</summary>
    public int HealthSeconds { get; init; } = 60;

    /// <summary>Seconds for requests under way on the old slot.</summary>
    public double DrainSeconds { get; init; } = 10;

    /// <summary>Seconds that the new version is watched after the switch.</summary>
    public double SoakSeconds { get; init; }

    /// <summary>Seconds for the live site to answer with the version that was released.</summary>
    public double PatienceSeconds { get; init; } = 60;

    /// <summary>What the watch on the switch asks for.</summary>
    public string ProbePath { get; init; } = "/version.json";

    /// <summary>Seconds that a worker must have run since its last start.</summary>
    public double WorkersSteadySeconds { get; init; }

    /// <summary>What becomes of the old slot.</summary>
    public RetirePolicy Retire { get; init; } = RetirePolicy.KeepWarm;

    /// <summary>How it is released.</summary>
    public string Strategy { get; init; } = "blue-green";

    /// <summary>The proxy before it.</summary>
    public RouterKind Router { get; init; } = RouterKind.HAProxy;

    /// <summary>Containers of the web service in a slot.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Whether a second service, <c>api</c>, answers what lies below <see cref="ShopDescription.ApiPath"/>.</summary>
    public bool Api { get; init; }

    /// <summary>The variable <c>MODE</c> of the web service; null for none.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether there is a worker.</summary>
    public bool Worker { get; init; } = true;

    /// <summary>Whether a canary waits for a person at each share.</summary>
    public bool ManualCanary { get; init; }

    /// <summary>Seconds that an analysed canary waits for visitors, beyond its pause.</summary>
    public double CanaryPatienceSeconds { get; init; } = 60;

    /// <summary>Whether the maintenance page is turned on or off.</summary>
    public bool On { get; init; }

    /// <summary>Where the process ends or stops itself; null lets it run.</summary>
    public KillPoint? Kill { get; init; }

    /// <summary>
    /// File with <see cref="GivenSecrets"/>; null lets the target make its own. The values themselves must not stand in an argument.
    /// </summary>
    public string? SecretsFile { get; init; }

    /// <summary>For a rollback: whether the release gets the newest secrets.</summary>
    public bool WithCurrentSecrets { get; init; }

    /// <summary>The port for TLS; null: there is none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>File with the certificate and its key; null where they are missing.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Seconds by which this process's wall clock jumps once the lock is taken; negative jumps back.</summary>
    public double ClockJumpSeconds { get; init; }

    public static Assignment Parse(string text) => JsonSerializer.Deserialize<Assignment>(text, Json)!;

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}
