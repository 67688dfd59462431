namespace Slipway.Routers.Foundation;

/// <summary>
/// The few pages that a proxy answers by itself. Plain letters and no brackets: they stand between quotes or brackets of a proxy's own
/// language.
/// </summary>
public static class Pages
{
    /// <summary>With status 503 and <c>Retry-After: 30</c>, while the maintenance page is on.</summary>
    public const string Maintenance =
        "<!doctype html><title>Maintenance</title>"
        + "<h1>Maintenance</h1><p>This site is being maintained and will be back in a few minutes.</p>";

    /// <summary>With status 503 and <c>Retry-After: 30</c>, before the first release.</summary>
    public const string NoRelease =
        "<!doctype html><title>No release yet</title>"
        + "<h1>No release yet</h1><p>Nothing has been released here so far.</p>";

    /// <summary>With status 404, when no route matches.</summary>
    public const string NoRoute =
        "<!doctype html><title>Not found</title>"
        + "<h1>Not found</h1><p>No service answers here.</p>";
}
