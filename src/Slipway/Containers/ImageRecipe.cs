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

    /// <summary>
    /// Why there is no such recipe: a fault of the description, which keeps back a command that releases and no other. Null, the default,
    /// where there is one.
    /// </summary>
    public string? Fault { get; init; }

    /// <summary>
    /// A folder with a <c>Dockerfile</c>, which is the build context as it is; see <see cref="Folder"/>. Where the folder or its
    /// <c>Dockerfile</c> can't be read, <see cref="Fault"/> says why.
    /// </summary>
    /// <param name="repository">Name of the image, without tag.</param>
    /// <param name="folder">Its <c>Dockerfile</c> is read now, the rest when the image is made.</param>
    public static ImageRecipe FromFolder(string repository, string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            return new ImageRecipe(repository, File.ReadAllText(Path.Combine(folder, "Dockerfile")), files)
            {
                Folder = Path.GetFullPath(folder),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ImageRecipe(repository, "", files) { Fault = error.Message };
        }
    }
}
