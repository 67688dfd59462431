namespace Slipway.Applications;

/// <summary>How a slot is verified through the router, before and after the switch, and how the switch is watched.</summary>
public sealed record VerificationSettings
{
    /// <summary>
    /// Answers JSON with a <c>version</c> property that must equal the release's version. Default <c>/version.json</c>; null: not checked.
    /// Asked of one service, the one with the shortest path prefix; others say a <see cref="Service.VersionPath"/> of their own.
    /// </summary>
    public string? VersionPath { get; init; } = "/version.json";

    /// <summary>
    /// Whether the live site is asked for its version from where the release is run, at the public address, before the release counts as
    /// good. Default <see cref="OutsideLook.Required"/>: what only seems to work from inside is no release.
    /// </summary>
    public OutsideLook FromOutside { get; init; } = OutsideLook.Required;

    /// <summary>Further paths that must answer 2xx through the router. Default none.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// How long a slot, or the live site behind the router, may take until it answers as the version that is released. One request has half
    /// of it. Default 10 s, 1 s to 1 hour.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How the containers of a new version are asked before they get any traffic. Null (the default): not at all; but a canary that is
    /// compared with the old version is warmed up by the defaults of <see cref="WarmUpSettings"/>, and the old version as much. What comes
    /// back by a rollback is not warmed up.
    /// </summary>
    public WarmUpSettings? WarmUp { get; init; }

    /// <summary>
    /// How long the new version is watched after the switch before the release counts as good. Default 5 s, at most 24 hours; 0: not
    /// at all. What comes back by a rollback is not watched.
    /// </summary>
    public TimeSpan Soak { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What the new version is held to meanwhile; what stays broken takes the traffic back at once.</summary>
    public SoakBounds SoakBounds { get; init; } = new();

    /// <summary>
    /// How long each worker of a new version must have run since its last start before the release counts as good, 0 to 1 hour. Default
    /// 3 s; 0: it must run. One that is unhealthy by a HEALTHCHECK of its own by then is not good; whether it will be healthy is not waited
    /// for. <see cref="Timeouts.Health"/> bounds the wait.
    /// </summary>
    public TimeSpan WorkersSteadyFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Path that the probe requests while the switch runs. Default <c>/version.json</c>.</summary>
    public string ProbePath { get; init; } = "/version.json";

    /// <summary>Requests a second of that probe, 0 (off) to 1000. Default 50.</summary>
    public int ProbeRate { get; init; } = 50;

    /// <summary>
    /// How many requests of that probe may be lost between the first shift of the traffic and the record, 0 to 1,000,000. One more takes a
    /// new version back before it counts as good. Lost is what the application did not answer: refused, reset, cut off, or answered by the
    /// router itself; its own 5xx are judged by <see cref="SoakBounds"/>. Default 0. Not judged where the application has never answered
    /// the probe, and for what comes back by a rollback.
    /// </summary>
    public int MaxLost { get; init; }

    /// <summary>
    /// The same for requests of clients, by the router's statistics, 0 to 1,000,000. Null (the default): they are recorded and not judged,
    /// because a client that vanishes in the middle of its request may look like a lost one.
    /// </summary>
    public int? MaxLostReal { get; init; }
}
