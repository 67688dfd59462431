namespace Slipway.Routing;

/// <summary>Where a request carries its <see cref="CanaryMark"/>.</summary>
public enum CanaryMarkSource
{
    /// <summary>A request header: for clients that are programs.</summary>
    Header,

    /// <summary>A cookie: for people with a browser.</summary>
    Cookie,
}
