using System.Reflection;

namespace Shop.Web;

/// <summary>
/// What runs here, the answer of /version.json. Release and slot come from SLIPWAY_RELEASE and SLIPWAY_SLOT, the version from
/// SLIPWAY_VERSION or else the assembly, the commit from SLIPWAY_COMMIT.
/// </summary>
public sealed record VersionInfo(string Application, string Version, string Commit, string? Release, string? Slot, DateTimeOffset StartedAt)
{
    public static VersionInfo Read(IConfiguration configuration, DateTimeOffset startedAt) => new(
        "shop",
        configuration["SLIPWAY_VERSION"] is { Length: > 0 } version ? version : AssemblyVersion(),
        configuration["SLIPWAY_COMMIT"] is { Length: > 0 } commit ? commit : "unknown",
        configuration["SLIPWAY_RELEASE"],
        configuration["SLIPWAY_SLOT"],
        startedAt);

    private static string AssemblyVersion() =>
        typeof(VersionInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
