namespace Slipway.Routing;

/// <summary>Where a request carries its <see cref="CanaryMark"/>.</summary>
public enum CanaryMarkSource
{
    Header,
    Cookie,
}
