using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>Tells a pull that may succeed in a moment from one that won't.</summary>
internal static class PullFailure
{
    /// <summary>The words with which engine and registries say a final no.</summary>
    private static readonly string[] Final =
    [
        "unknown", "denied", "unauthorized", "authentication required", "not found", "invalid reference", "no matching manifest",
        "no such host",
    ];

    public static bool IsTransient(ImageUnavailableException failure) =>
        !Final.Any(word => failure.Message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
