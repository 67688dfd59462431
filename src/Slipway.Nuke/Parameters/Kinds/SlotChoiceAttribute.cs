using Slipway.Routing;

namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A slot: <c>blue</c>.</summary>
public sealed class SlotChoiceAttribute() : ChoiceAttribute<Slot>(SlotExtensions.Label);
