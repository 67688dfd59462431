namespace Slipway.Containers;

/// <summary>The container engine does not answer.</summary>
public sealed class EngineUnreachableException(string endpoint, string advice, Exception? cause = null)
    : SlipwayException(ExitCode.Failed, $"No container engine answers at {endpoint}: {cause?.Message ?? "no reply"}. {advice}", cause);
