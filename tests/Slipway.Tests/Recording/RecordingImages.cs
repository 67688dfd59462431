using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>Images; every reference can be pulled, unless it is <see cref="Behaviour.Missing"/>.</summary>
internal sealed class RecordingImages(RecordingTarget target, Fate fate) : IImages
{
    public Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"make image {recipe.Repository}", () => target.Images.Add(recipe.Repository));
        return Task.FromResult(recipe.Repository);
    }

    public Task PullAsync(string reference, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"pull {reference}", () =>
        {
            if (reference.Contains(Behaviour.Missing, StringComparison.Ordinal))
            {
                throw new ImageUnavailableException(reference, "no such manifest");
            }

            target.Images.Add(reference);
        });
        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var removed = false;
        target.Act(fate, $"remove image {id}", () =>
            removed = !id.Contains('@', StringComparison.Ordinal) || id.Contains(' ', StringComparison.Ordinal)
                ? throw new EngineRefusedException($"inspect the image {id}", "invalid reference format")
                : target.Containers.Values.All(container => container.Spec.Image != id) && target.Images.Remove(id));
        return Task.FromResult(removed);
    }
}
