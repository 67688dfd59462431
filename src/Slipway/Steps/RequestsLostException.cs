using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>More requests were lost since the switch than the description allows: the release is not recorded, and goes back.</summary>
/// <param name="breach">Which limit is broken, by what was counted: a sentence without its full stop.</param>
/// <param name="figures">All that was counted.</param>
public sealed class RequestsLostException(string breach, SwitchFigures figures) : SlipwayException($"{breach}. Counted: {figures}.")
{
    /// <summary>All that was counted.</summary>
    public SwitchFigures Figures { get; } = figures;
}
