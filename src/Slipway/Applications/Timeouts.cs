namespace Slipway.Applications;

/// <summary>
/// Bounds of everything that a release waits for. Each is longer than 0 and at most 24 hours, <see cref="HealthAnswer"/> shorter.
/// </summary>
public sealed record Timeouts
{
    /// <summary>For a new slot to become healthy. Default 300 s, the figure that release engineers expect.</summary>
    public TimeSpan Health { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// For one answer to the health path, whoever asks: the gate, the soak, the router's own checks. Default 3 s, 100 ms to 10 s. A later
    /// one counts as none. Another value reaches the router with the next release.
    /// </summary>
    public TimeSpan HealthAnswer { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Longest pause between two health probes. Default 3 s. Probing starts at 25 ms and slows down to this, so that a quick service
    /// is not made to wait and a slow one is not hammered.
    /// </summary>
    public TimeSpan HealthInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// For requests under way on the old slot. Default 30 s. When it runs out the remaining ones are left to finish and reported.
    /// </summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the migration's container to end. Default 10 minutes.</summary>
    public TimeSpan Migration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For a shared service to become ready. Default 120 s.</summary>
    public TimeSpan SharedService { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Between the stop signal and the kill of a container. Default 30 s.</summary>
    public TimeSpan Stop { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For the undos of a failed or interrupted release, all together. Default 120 s.</summary>
    public TimeSpan Compensation { get; init; } = TimeSpan.FromSeconds(120);
}
