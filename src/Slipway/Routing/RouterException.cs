namespace Slipway.Routing;

/// <summary>The router refused, or did not see what it was asked to see.</summary>
public sealed class RouterException(string message, Exception? cause = null) : SlipwayException(message, cause);
