namespace Slipway.Applications;

/// <summary>
/// How containers are asked before they get traffic, so that what only the first requests of a process take (compilation, caches,
/// connections to a database) costs no client anything. Whatever they answer fails nothing: that is for the verification to judge.
/// </summary>
public sealed record WarmUpSettings
{
    /// <summary>
    /// What is asked, each of the service whose route covers it. Default none: then what the version is asked by of each service that says
    /// it, and <see cref="VerificationSettings.Paths"/>.
    /// </summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>
    /// How often each path is asked of each container, one request after the other, 0 (not at all) to 10,000. Default 20.
    /// </summary>
    public int Requests { get; init; } = 20;

    /// <summary>
    /// Whether a container is asked on until that many requests are no longer answered clearly sooner than as many before them: in nine
    /// tenths of the time or more. Default false.
    /// </summary>
    public bool UntilSteady { get; init; }

    /// <summary>How long a container is warmed up at most, however often it was asked by then, 0.1 s to 10 min. Default 10 s.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);
}
