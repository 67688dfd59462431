using Slipway.Containers;

namespace Slipway.Keeper.Fencing;

/// <inheritdoc cref="FencedEngine"/>
internal sealed class FencedImages(IImages images, KeeperSession keeper) : IImages
{
    // An image more changes nothing for anybody.
    public Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken) =>
        images.EnsureAsync(recipe, progress, cancellationToken);

    public Task<string?> FindNameAsync(ImageRecipe recipe, CancellationToken cancellationToken) =>
        images.FindNameAsync(recipe, cancellationToken);

    public Task PullAsync(string reference, CancellationToken cancellationToken) => images.PullAsync(reference, cancellationToken);

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        return await images.RemoveAsync(id, cancellationToken);
    }

    public Task<IReadOnlyList<string>> FindPresentAsync(IReadOnlyList<string> references, CancellationToken cancellationToken) =>
        images.FindPresentAsync(references, cancellationToken);

    public async Task<SweptImages> SweepAsync(ImageSweep sweep, CancellationToken cancellationToken)
    {
        await keeper.ConfirmAsync(cancellationToken);
        return await images.SweepAsync(sweep, cancellationToken);
    }
}
