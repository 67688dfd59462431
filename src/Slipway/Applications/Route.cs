namespace Slipway.Applications;

/// <summary>The requests that a service answers.</summary>
public sealed record Route
{
    /// <summary>Host name to match; null matches any.</summary>
    public string? Host { get; init; }

    /// <summary>Path prefix to match, starts with a slash. Default <c>/</c>.</summary>
    public string PathPrefix { get; init; } = "/";
}
