using Slipway.Applications;

namespace Slipway.Routing;

/// <summary>A header or a cookie with which a client asks for the canary, whatever the weights.</summary>
/// <param name="Source">Where it stands in the request.</param>
/// <param name="Name">Letters, digits and dashes (cookies: also underscores), at most 64 characters; case matters for cookies only.</param>
/// <param name="Value">The value that it must have: letters, digits and <c>._-</c>, 1 to 128 characters.</param>
public sealed record CanaryMark(CanaryMarkSource Source, string Name, string Value)
{
    /// <summary>The mark of a description, whichever of its ways to release has one; null: none has.</summary>
    /// <param name="application">The description.</param>
    public static CanaryMark? Of(Application application) =>
        application.AllStrategies.Select(MarkOf).FirstOrDefault(mark => mark is not null);

    private static CanaryMark? MarkOf(StrategySettings settings) => settings switch
    {
        IMarksRequests marking => marking.Mark,
        KeptSettings kept => kept.Read<KeptMark>().Mark,
        _ => null,
    };

    /// <summary><c>header X-Tester=yes</c>, for messages.</summary>
    public override string ToString() => $"{(Source == CanaryMarkSource.Header ? "header" : "cookie")} {Name}={Value}";

    /// <summary>What the settings of a release that comes back say of it, whatever way they are of.</summary>
    private sealed record KeptMark
    {
        public CanaryMark? Mark { get; init; }
    }
}
