using Slipway.Containers;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>Another image of the proxy: beside the one that serves, and without a gap.</summary>
internal sealed partial class RouterContainer
{
    private async Task SaveAsync(Func<CancellationToken, Task> save, CancellationToken cancellationToken)
    {
        try
        {
            await save(cancellationToken);
        }
        catch (RouterException error)
        {
            place.Progress.Report(
                $"The router can't say what it does, so that its successor begins with what its files say. {error.Message}");
        }
    }

    /// <summary>
    /// The router starts beside the retiring one; once it answers, that one ends what it has under way and goes. If it does not answer, the
    /// retiring one gets its name back.
    /// </summary>
    private async Task SucceedAsync(string image, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await StartAsync(image, cancellationToken);
            await AwaitAnswerAsync(ask, cancellationToken);
        }
        catch (SlipwayException error) when (error is not EngineUnreachableException)
        {
            await DiscardAsync(cancellationToken);
            await engine.Containers.RenameAsync(names.RetiringRouter, names.Router, cancellationToken);
            await engine.Containers.StartAsync(names.Router, cancellationToken);
            throw new RouterException(
                $"The router goes on as it was, because the one that was to take over does not work. {error.Message}", error);
        }

        place.Progress.Report(
            $"The new router serves. The one before it ends what it has under way, in {RetirementGrace.TotalSeconds:0} s at most: "
            + "a kept connection with its next answer, or after 120 s without a request.");
        await engine.Containers.StopAsync(names.RetiringRouter, RetirementGrace, cancellationToken);
        await engine.Containers.RemoveAsync(names.RetiringRouter, cancellationToken);
    }

    /// <summary>
    /// Another image takes over beside the one that serves. One that serves nothing just gives way: there is no gap to avoid.
    /// </summary>
    private async Task ReplaceAsync(
        ContainerState outdated, string image, Func<CancellationToken, Task> ask, Func<CancellationToken, Task> save,
        CancellationToken cancellationToken)
    {
        if (outdated.Status != ContainerStatus.Running)
        {
            place.Progress.Report($"The router does not run: it is made anew, from another image, {image}.");
            await DiscardAsync(cancellationToken);
            return;
        }

        place.Progress.Report($"The router gets another image, {image}: it takes over beside the one that serves.");
        await SaveAsync(save, cancellationToken);
        await hangUp();
        await engine.Containers.RenameAsync(names.Router, names.RetiringRouter, cancellationToken);
        await SucceedAsync(image, ask, cancellationToken);
    }
}
