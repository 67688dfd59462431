using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>What the open-loop probe sends, where to and how often.</summary>
internal sealed record ProbeOptions
{
    /// <summary>Scheme, host and port, and the path below which the application is shown, if it is not the root.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The host name that is asked for, over TLS too. Default null: that of the address.</summary>
    public string? Host { get; init; }

    /// <summary>PEM of the edge's own certificate, which is trusted whoever has signed it. Default null: none.</summary>
    public Secret? Certificate { get; init; }

    /// <summary>What to send, in turn by weight.</summary>
    public required IReadOnlyList<ProbeRequest> Paths { get; init; }

    /// <summary>Requests a second, 1 to 2000. Default 50. Half of them reuse connections, half open one each.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>A request without its whole answer after this time, counted from the instant it was due, is lost. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Answers are counted by the value of this header. Default <c>X-Slipway-Slot</c>: which slot answered.</summary>
    public string CountedHeader { get; init; } = Preview.Header;

    /// <summary>
    /// Whether the requests say that they are Slipway's own, so that no router counts them. Default false: they are what clients send.
    /// </summary>
    public bool IsOwn { get; init; }

    /// <summary>
    /// Whether what lacks <see cref="OwnRequest.AnsweredHeader"/> is no answer of the application. Default false: of its own requests only
    /// 502, 503 and 504 are taken for the router's. Counts with <see cref="IsOwn"/> alone.
    /// </summary>
    public bool TellsOwnAnswers { get; init; }

    internal static void Validate(ProbeOptions options)
    {
        Require(options.Rate is >= 1 and <= 2000, "the rate is 1 to 2000 requests a second", options.Rate);
        Require(options.Paths.Count > 0, "at least one path is expected", options.Paths.Count);
        Require(options.Timeout > TimeSpan.Zero, "a timeout is positive", options.Timeout);
        foreach (var path in options.Paths)
        {
            Require(path.Weight is >= 1 and <= 1000, "a weight is 1 to 1000", path);
            Require(path.BodyBytes >= 0, "a body has 0 bytes or more", path);
        }

        void Require(bool holds, string expected, object observed)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(nameof(options), observed, expected);
            }
        }
    }
}
