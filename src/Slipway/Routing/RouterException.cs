namespace Slipway.Routing;

/// <summary>The router refused, or did not see what it was asked to see.</summary>
/// <param name="message">What was asked of the proxy, what it did instead, and what is in force now.</param>
/// <param name="cause">The broken conversation, when that is why.</param>
public sealed class RouterException(string message, Exception? cause = null) : SlipwayException(message, cause);
