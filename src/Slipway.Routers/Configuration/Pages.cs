namespace Slipway.Routers.Configuration;

/// <summary>The few pages that a proxy answers by itself. Plain letters and no brackets: they stand between quotes or brackets of a proxy's own language.</summary>
internal static class Pages
{
    public const string Maintenance = "<!doctype html><title>Maintenance</title><h1>Maintenance</h1><p>This site is being maintained and will be back in a few minutes.</p>";
    public const string NoRelease = "<!doctype html><title>No release yet</title><h1>No release yet</h1><p>Nothing has been released here so far.</p>";
    public const string NoRoute = "<!doctype html><title>Not found</title><h1>Not found</h1><p>No service answers here.</p>";
}
