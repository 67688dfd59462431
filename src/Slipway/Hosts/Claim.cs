namespace Slipway.Hosts;

/// <summary>A name that something on an engine is going to have.</summary>
/// <param name="Path">Where the description says so: <c>services.web</c>.</param>
/// <param name="Kind">Names of different kinds do not meet.</param>
/// <param name="Name">The name.</param>
internal sealed record Claim(string Path, ResourceKind Kind, string Name);
