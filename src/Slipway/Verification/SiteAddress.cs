namespace Slipway.Verification;

/// <summary>The public address, which may have a path of its own, below which an outer proxy shows the application.</summary>
internal static class SiteAddress
{
    /// <summary>Where a path of the application is.</summary>
    public static Uri At(this Uri address, string path) => new(address, address.AbsolutePath.TrimEnd('/') + path);
}
