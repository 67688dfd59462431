using Slipway.Applications;
using Slipway.Keeper;

namespace Slipway.Verification;

/// <summary>
/// Sends requests to the public address while traffic moves, the way a client does: on a fixed schedule, whatever the answers. Nothing
/// is retried. An address that can't be reached from here is said to be so, never counted as "nothing lost".
/// </summary>
/// <param name="address">Where clients reach the application.</param>
/// <param name="settings">What is asked for, and how often.</param>
/// <param name="time">The clock.</param>
public sealed class TrafficWatch(Uri address, VerificationSettings settings, TimeProvider time) : IAsyncDisposable
{
    /// <summary>
    /// Enough requests before a switch to see its edge. After it there are verifications and a record, which take longer.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(40);

    private OpenLoopProbe? probe;
    private SwitchFigures? counted;

    /// <summary>Whether the router does: see <see cref="Routing.RouterCapabilities.TellsOwnAnswers"/>. Default false.</summary>
    public bool TellsOwnAnswers { get; init; }

    /// <summary>The host name that is asked for, over TLS too. Default null: that of the address.</summary>
    internal string? Host { get; init; }

    /// <summary>PEM of the edge's own certificate, which is trusted whoever has signed it. Default null: none.</summary>
    internal Secret? Certificate { get; init; }

    /// <summary>What was counted since the traffic began to go elsewhere; null: nothing, or no watch was begun.</summary>
    internal SwitchFigures? Figures => probe?.Figures() ?? counted;

    /// <summary>Begins to watch; returns after a margin of 40 ms.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        probe ??= OpenLoopProbe.Start(
            new ProbeOptions
            {
                BaseAddress = address, Host = Host, Certificate = Certificate, Paths = [settings.ProbePath], Rate = settings.ProbeRate,
                IsOwn = true, TellsOwnAnswers = TellsOwnAnswers,
            },
            time);
        await Task.Delay(Margin, time, cancellationToken);
    }

    /// <summary>
    /// Requests that have ended until now, one way or another, and those of them that were lost; none if no watch was begun.
    /// </summary>
    internal (int Ended, int Lost) Count() => probe?.Count() ?? (0, 0);

    /// <summary>The traffic is about to go elsewhere.</summary>
    internal void BeginShift() => probe?.BeginShift();

    /// <summary>The traffic goes elsewhere.</summary>
    internal void EndShift() => probe?.EndShift();

    /// <summary>Waits for the answers under way and counts. Null if no watch was begun.</summary>
    public async Task<ProbeResult?> EndAsync(CancellationToken cancellationToken)
    {
        if (probe is null)
        {
            return null;
        }

        var result = await probe.StopAsync(cancellationToken);
        counted = probe.Figures();
        probe = null;
        return result;
    }

    /// <summary>Ends a watch that was begun, and forgets what it counted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (probe is not null)
        {
            await probe.StopAsync(CancellationToken.None);
            probe = null;
        }
    }
}
