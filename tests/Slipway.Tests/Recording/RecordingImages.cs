using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>Images; every reference can be pulled, unless it is <see cref="Behaviour.Missing"/>.</summary>
internal sealed class RecordingImages(RecordingTarget target, Fate fate) : IImages
{
    public Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"make image {recipe.Repository}", () => target.Images.Add(NameOf(recipe)));
        return Task.FromResult(NameOf(recipe));
    }

    public Task<string?> FindNameAsync(ImageRecipe recipe, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(NameOf(recipe));

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
            target.Registry.Add(reference);
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> FindPresentAsync(IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        Task.FromResult(target.Look<IReadOnlyList<string>>(fate, () => [.. references.Where(target.Images.Contains)]));

    public Task<SweptImages> SweepAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] going = target.Look(fate, () => sweep.Dropped.Where(target.Registry.Contains).ToArray());
        if (!sweep.OnlyLook && going.Length > 0)
        {
            target.Act(fate, $"remove from the registry {string.Join(' ', going)}", () => target.Registry.ExceptWith(going));
        }

        return Task.FromResult(new SweptImages([], going, []));
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

    /// <summary>By the base alone: whatever else is in a recipe, no test changes it.</summary>
    private static string NameOf(ImageRecipe recipe) =>
        recipe.Dockerfile == "FROM other" ? $"{recipe.Repository}:other" : recipe.Repository;
}
