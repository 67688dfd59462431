using Slipway.Applications;

namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A router: <c>haproxy</c>.</summary>
public sealed class RouterChoiceAttribute() : ChoiceAttribute<RouterKind>(kind => kind.ToString().ToLowerInvariant());
