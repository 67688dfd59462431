namespace Slipway.Routing;

/// <summary>
/// How requests of Slipway itself, which verify a slot or watch the public address, are told from those of clients. A router answers them
/// like any other and counts them in no <see cref="SlotStatistics"/>, so that a version that nobody visits is not judged by its own probes;
/// they do count as under way. What comes over the preview route is not counted either.
/// </summary>
public static class OwnRequest
{
    /// <summary>
    /// Name of the request header; any value counts. It never gets to the application. Whoever else sends it only leaves the statistics.
    /// </summary>
    public const string Header = "X-Slipway-Probe";

    /// <summary>The value that Slipway sends.</summary>
    public const string Value = "1";
}
