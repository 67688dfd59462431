namespace Slipway.Routers.HAProxy;

/// <summary>What one process of the proxy answered. After a reload there are several: the current one, and old ones that still serve.</summary>
internal sealed record WorkerAnswer(int ProcessId, IReadOnlyList<string> Lines);
