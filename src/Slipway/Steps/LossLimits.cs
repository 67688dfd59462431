using System.Globalization;
using Slipway.Applications;
using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>Holds what a switch has lost to what the description allows: asks nobody.</summary>
internal static class LossLimits
{
    /// <summary>Which limit is broken, as a sentence without its full stop; null: none.</summary>
    /// <param name="verification">The limits.</param>
    /// <param name="figures">What was counted; null: nothing.</param>
    public static string? FindBreach(VerificationSettings verification, SwitchFigures? figures) => figures switch
    {
        { Lost: { } lost, Sent: { } sent } when lost > verification.MaxLost =>
            $"{Number(lost)} of {Number(sent)} requests that watch the public address were lost since the switch; "
                + $"{Number(verification.MaxLost)} may be (verification.maxLost)",
        { RequestsLost: { } lost, Requests: { } requests } when lost > verification.MaxLostReal =>
            $"{Number(lost)} of {Number(requests)} requests of clients were lost since the switch; "
                + $"{Number(verification.MaxLostReal.Value)} may be (verification.maxLostReal)",
        // What is to be judged and can't be seen does not pass.
        not { RequestsLost: not null } when verification.MaxLostReal is not null =>
            "How many requests of clients were lost since the switch can't be seen, and verification.maxLostReal limits them",
        _ => null,
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
