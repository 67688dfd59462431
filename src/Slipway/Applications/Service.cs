namespace Slipway.Applications;

/// <summary>A workload that answers requests behind the router.</summary>
public sealed record Service : Workload
{
    /// <summary>The port that it listens on inside its container, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Answers 2xx once the service can serve. Starts with a slash. Default <c>/health/ready</c>.</summary>
    public string HealthPath { get; init; } = "/health/ready";

    /// <summary>
    /// Answers the version of this service, as <see cref="VerificationSettings.VersionPath"/> describes it; within its route. Null (the
    /// default): it is not asked, unless it is the service that the application's own path is asked of.
    /// </summary>
    public string? VersionPath { get; init; }

    /// <summary>How many containers of it a slot holds, 1 to 50. Default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Which requests it answers. Default every request.</summary>
    public Route Route { get; init; } = new();
}
