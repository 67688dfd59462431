namespace Slipway.Observation;

/// <summary>Whether clients are served at one moment, by what the router shows.</summary>
/// <param name="IsServed">
/// False where a recorded release should be served and is not; null where that is not known, or none should be.
/// </param>
/// <param name="Sentence">What is so: a sentence.</param>
public sealed record Serving(bool? IsServed, string Sentence)
{
    /// <summary>Neither keeper nor router could be asked.</summary>
    public static Serving Unknown { get; } = new(null, "What is live could not be asked.");

    /// <summary>Nothing was ever released.</summary>
    public static Serving Nothing { get; } = new(null, "No release is live.");

    /// <summary>What the router shows, beside what was recorded.</summary>
    /// <param name="state">What is observed now.</param>
    /// <param name="address">Where it is published.</param>
    public static Serving Of(ObservedState state, Uri address)
    {
        if (state.Releases is not [.., var newest])
        {
            return Nothing;
        }

        var release = $"Release {(state.LiveRelease ?? newest).Number} is recorded as live, but";
        return state.Router switch
        {
            _ when state.Closed is { } closed => new(false, $"{release} {closed.Reason}: {address} is not served. {closed.Mend}"),
            _ when state.Live is not { } => new(false, $"{release} its router has no traffic to send anywhere: {address} is not served."),
            { Maintenance: true } => new(true, "What was live is live, behind the maintenance page."),
            { Up: var up } when !up.Contains(state.Live!.Value) =>
                new(false, $"{release} the router does not see all of it up: {address} is not served. `Status` says what is missing."),
            _ => new(true, "What was live is live."),
        };
    }
}
