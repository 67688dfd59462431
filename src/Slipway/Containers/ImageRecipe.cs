namespace Slipway.Containers;

/// <summary>An image that Slipway makes itself: a router, a database, a registry.</summary>
/// <param name="Repository">Name without tag, for example <c>slipway/haproxy</c>.</param>
/// <param name="Dockerfile">The whole text of the Dockerfile.</param>
/// <param name="Files">Further text files of the build context, by relative path.</param>
public sealed record ImageRecipe(string Repository, string Dockerfile, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>
    /// A folder of this machine whose whole content is part of the build context as it is: sub-folders, bytes, modes and symbolic links,
    /// less what a <c>.dockerignore</c> in it leaves out. Read when the image is made. Null (the default): <see cref="Files"/> are all.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>A folder with a <c>Dockerfile</c>, which is the build context as it is; see <see cref="Folder"/>.</summary>
    /// <param name="repository">Name of the image, without tag.</param>
    /// <param name="folder">Its <c>Dockerfile</c> is read now, the rest when the image is made.</param>
    /// <exception cref="IOException">The folder or its <c>Dockerfile</c> can't be read.</exception>
    public static ImageRecipe FromFolder(string repository, string folder) =>
        new(repository, File.ReadAllText(Path.Combine(folder, "Dockerfile")), new Dictionary<string, string>(StringComparer.Ordinal))
        {
            Folder = Path.GetFullPath(folder),
        };
}
