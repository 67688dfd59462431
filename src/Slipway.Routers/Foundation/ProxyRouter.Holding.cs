namespace Slipway.Routers.Foundation;

// How requests wait at the proxy.
public abstract partial class ProxyRouter<TState>
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestHold);
        await (Capabilities.Hold ? SetHoldAsync(limit, cancellationToken) : throw Lacks("let requests wait"));
    }

    /// <summary>New requests wait for 0 to 60 s by the proxy's own clock; 0: they go on. Asked only with a hold.</summary>
    protected virtual Task SetHoldAsync(TimeSpan limit, CancellationToken cancellationToken) => throw NotBrought(nameof(SetHoldAsync));

    /// <summary>How much longer new requests wait, by the proxy's own clock; 0 or less: not at all. Asked only with a hold.</summary>
    /// <param name="state">What was read a moment ago.</param>
    /// <param name="cancellationToken">Ends the wait for the proxy.</param>
    protected virtual Task<TimeSpan> ReadHoldAsync(TState state, CancellationToken cancellationToken) => Task.FromResult(TimeSpan.Zero);
}
