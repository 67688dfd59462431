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

    /// <summary>
    /// Name of the header on answers to such requests that tells what the application answered from what a router says by itself, with
    /// whatever status: its value is the slot's name. A router's own answers never bear it; see
    /// <see cref="RouterCapabilities.TellsOwnAnswers"/>.
    /// </summary>
    public const string AnsweredHeader = "X-Slipway-Answered";

    /// <summary>The value that Slipway sends.</summary>
    public const string Value = "1";
}
