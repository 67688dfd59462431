using Slipway.Routing;

namespace Slipway.Routers.Foundation;

// What is asked of a proxy that is just being started again.
public abstract partial class ProxyRouter<TState>
{
    /// <summary>Asks until that throws no more, at most 15 s: for what a proxy takes into service a moment after it was told.</summary>
    /// <exception cref="RouterException">It threw for 15 s; the message ends with the last lines of the container's log.</exception>
    protected Task AwaitAnswerAsync(Func<CancellationToken, Task> ask, CancellationToken cancellationToken) =>
        container.AwaitAnswerAsync(ask, cancellationToken);

    /// <summary>
    /// The engine starts a proxy that died. Whatever it could not do meanwhile it does once it answers, or else refuses: an undo that gave
    /// up would leave the traffic where it should not stay.
    /// </summary>
    private async Task PatientlyAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken);
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await container.ExistsAsync(cancellationToken))
            {
                await AwaitAnswerAsync(AnswerAsync, cancellationToken);
            }

            await act(cancellationToken);
        }
    }
}
