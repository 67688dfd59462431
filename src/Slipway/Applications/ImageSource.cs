namespace Slipway.Applications;

/// <summary>An image that the build makes from the repository.</summary>
public sealed record ImageSource
{
    /// <summary>Repository name without registry and tag, for example <c>shop</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the Dockerfile, relative to the repository's root.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>Path of the build context, relative to the repository's root. Default the root itself.</summary>
    public string Context { get; init; } = ".";
}
