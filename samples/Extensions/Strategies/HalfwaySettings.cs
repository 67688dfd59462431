using Slipway.Applications;
using Slipway.Errors;

namespace Extensions.Strategies;

/// <summary>How a release by <see cref="HalfwayStrategy"/> is made.</summary>
public sealed record HalfwaySettings : StrategySettings
{
    /// <summary>As in <c>--strategy halfway</c>.</summary>
    public const string StrategyName = "halfway";

    public override string Name => StrategyName;

    /// <summary>How long both versions have half of the traffic. Above zero, at most an hour; default 30 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    public override IEnumerable<SpecificationFault> Check() => SpecificationFault.Unless(
        Pause > TimeSpan.Zero && Pause <= TimeSpan.FromHours(1),
        "halfway.pause",
        $"above zero and at most an hour is expected, not {Pause}");
}
