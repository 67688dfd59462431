namespace Slipway.Containers;

/// <summary>An image that Slipway makes itself: a router, a database, a registry.</summary>
/// <param name="Repository">Name without tag, for example <c>slipway/haproxy</c>.</param>
/// <param name="Dockerfile">The whole text of the Dockerfile.</param>
/// <param name="Files">Further files of the build context, by relative path.</param>
public sealed record ImageRecipe(string Repository, string Dockerfile, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>
    /// Why there is no such recipe: a fault of the description, which keeps back a command that releases and no other. Null, the default,
    /// where there is one.
    /// </summary>
    public string? Fault { get; init; }

    /// <summary>
    /// A folder with a <c>Dockerfile</c> and text files beside it as the build context. Where the folder or its <c>Dockerfile</c> can't be
    /// read, <see cref="Fault"/> says why.
    /// </summary>
    /// <param name="repository">Name of the image, without tag.</param>
    /// <param name="folder">Read now, without its subfolders; <c>.cs</c> files are left out.</param>
    public static ImageRecipe FromFolder(string repository, string folder)
    {
        try
        {
            return new(
                repository,
                File.ReadAllText(Path.Combine(folder, "Dockerfile")),
                Directory.EnumerateFiles(folder)
                    .Where(file =>
                        !Path.GetFileName(file).Equals("Dockerfile", StringComparison.Ordinal) && Path.GetExtension(file) != ".cs")
                    .ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText, StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new ImageRecipe(repository, "", new Dictionary<string, string>(StringComparer.Ordinal)) { Fault = error.Message };
        }
    }
}
