namespace Slipway.Containers;

/// <summary>An image that Slipway makes itself: a router, a database, a registry.</summary>
/// <param name="Repository">Name without tag, for example <c>slipway/haproxy</c>.</param>
/// <param name="Dockerfile">The whole text of the Dockerfile.</param>
/// <param name="Files">Further files of the build context, by relative path.</param>
public sealed record ImageRecipe(string Repository, string Dockerfile, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>A folder with a <c>Dockerfile</c> and text files beside it as the build context.</summary>
    /// <param name="repository">Name of the image, without tag.</param>
    /// <param name="folder">Read now, without its subfolders; <c>.cs</c> files are left out.</param>
    /// <exception cref="IOException">The folder or its <c>Dockerfile</c> can't be read.</exception>
    public static ImageRecipe FromFolder(string repository, string folder) => new(
        repository,
        File.ReadAllText(Path.Combine(folder, "Dockerfile")),
        Directory.EnumerateFiles(folder)
            .Where(file => !Path.GetFileName(file).Equals("Dockerfile", StringComparison.Ordinal) && Path.GetExtension(file) != ".cs")
            .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText, StringComparer.Ordinal));
}
