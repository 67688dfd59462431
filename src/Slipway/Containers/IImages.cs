namespace Slipway.Containers;

/// <summary>Images of one engine.</summary>
public interface IImages
{
    /// <summary>
    /// Makes sure that an image made from <paramref name="recipe"/> exists and returns the reference to run it by. Its tag is a hash of the
    /// recipe, so an unchanged recipe costs one look-up.
    /// </summary>
    /// <param name="recipe">What the image is made from.</param>
    /// <param name="progress">Told what takes long, line by line.</param>
    /// <param name="cancellationToken">Gives up a build that is under way.</param>
    /// <exception cref="ImageBuildException">The build failed; the message ends with its last lines.</exception>
    /// <exception cref="ImageUnavailableException">The image that the recipe builds on is not to be had.</exception>
    Task<string> EnsureAsync(ImageRecipe recipe, IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>What <see cref="EnsureAsync"/> would return now; nothing is made.</summary>
    /// <param name="recipe">What the image would be made from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The reference; null where what it is built on is not on the engine.</returns>
    /// <exception cref="ImageBuildException">The recipe's folder can't be read.</exception>
    Task<string?> FindNameAsync(ImageRecipe recipe, CancellationToken cancellationToken);

    /// <summary>
    /// Makes sure that the image of this digest is on the engine. <paramref name="reference"/> is <c>repository@sha256:…</c>.
    /// </summary>
    /// <param name="reference">By digest: <c>repository@sha256:…</c>.</param>
    /// <param name="cancellationToken">Gives up a pull that is under way.</param>
    /// <exception cref="ImageUnavailableException">It is neither on the engine nor to be had from its registry.</exception>
    Task PullAsync(string reference, CancellationToken cancellationToken);

    /// <summary>
    /// Removes an image. By a reference (<c>repository@sha256:…</c>) its names in that repository go, and the image itself when it has none
    /// in others; by its id, all of it. A missing image is fine; one that a container uses, or that has other names, is left.
    /// </summary>
    /// <param name="id">A reference by digest, or an id.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <returns>Whether it was there and is gone by this call; false for one that was left, and for one that was not there.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Which of these images are on the engine, in the same order.</summary>
    /// <param name="references">By digest: <c>repository@sha256:…</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> FindPresentAsync(IReadOnlyList<string> references, CancellationToken cancellationToken);

    /// <summary>
    /// Removes what Slipway built and no release needs, from the engine and from the registries on it that Slipway itself started; there
    /// the space is freed as well. A push, a pull or a build that is under way is not disturbed: what can't be taken beside it is left.
    /// </summary>
    /// <param name="sweep">What stays and what goes.</param>
    /// <param name="cancellationToken">Gives up; what the engine was asked for may still come about.</param>
    /// <returns>What was taken; what was gone already is not in it.</returns>
    Task<SweptImages> SweepAsync(ImageSweep sweep, CancellationToken cancellationToken);
}
