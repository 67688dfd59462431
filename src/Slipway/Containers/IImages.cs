namespace Slipway.Containers;

/// <summary>Images of one engine.</summary>
public interface IImages
{
    /// <summary>
    /// Makes sure that an image made from <paramref name="recipe"/> exists and returns the reference to run it by. Its tag is a hash of the
    /// recipe, so an unchanged recipe costs one look-up.
    /// </summary>
    Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that the image of this digest is on the engine. <paramref name="reference"/> is <c>repository@sha256:…</c>.
    /// Throws <see cref="ImageUnavailableException"/>.
    /// </summary>
    Task PullAsync(string reference, CancellationToken cancellationToken);

    /// <summary>
    /// Removes an image. By a reference (<c>repository@sha256:…</c>) its names in that repository go, and the image itself when it has none
    /// in others; by its id, all of it. A missing image is fine; one that a container uses, or that has other names, is left (returns
    /// false).
    /// </summary>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);
}
