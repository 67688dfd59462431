using System.Globalization;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Reporting;

/// <summary>A release that stands beside the one that is live, and how it is asked for.</summary>
/// <param name="Slot">Where it stands.</param>
/// <param name="Release">The number under which its content was first released.</param>
/// <param name="Version">What it answers as its version; null when the target does not say.</param>
/// <param name="Token">What a request must bear to be shown it.</param>
/// <param name="Address">Where its first page is, at the live address.</param>
/// <param name="Host">The host name that must be asked for, when it is not that of <paramref name="Address"/>; else null.</param>
public sealed record PreviewedRelease(Slot Slot, int Release, string? Version, Secret Token, Uri Address, string? Host)
{
    /// <summary>What is shown, as a sentence.</summary>
    public string Describe() => string.Create(CultureInfo.InvariantCulture,
        $"The {Slot.Label()} slot is in preview: release {Release}{(Version is null ? "" : $", version {Version}")}. Whoever has this "
            + $"command sees it, until another release stands there:");

    /// <summary>A command for a shell, ready to be run. It holds the token in clear.</summary>
    public string Command() =>
        $"curl --noproxy '*' -H '{Preview.Header}: {Slot.Label()}' -H '{Preview.TokenHeader}: {Token.Reveal()}'"
            + $"{(Host is null ? "" : $" -H 'Host: {Host}'")} '{Address}'";
}
