namespace Slipway.Containers;

/// <summary>The container engine answered that it won't do what it was asked.</summary>
/// <param name="operation">Completes "The engine refused to …".</param>
/// <param name="reason">The engine's own words.</param>
/// <param name="cause">The refused call, when there is one.</param>
public class EngineRefusedException(string operation, string reason, Exception? cause = null)
    : SlipwayException($"The engine refused to {operation}: {reason}", cause)
{
    /// <summary>What it was asked for: <c>start the container shop-web-blue</c>.</summary>
    public string Operation { get; } = operation;

    /// <summary>The engine's own words.</summary>
    public string Reason { get; } = reason;
}
