namespace Slipway.Docker.Engine.Transport;

/// <summary>Where a Docker engine listens. Understands <c>unix:///path</c> and <c>tcp://host:port</c>.</summary>
internal sealed record EngineEndpoint
{
    /// <summary>The variable that Docker's own client reads.</summary>
    public const string Variable = "DOCKER_HOST";

    public const string Default = "unix:///var/run/docker.sock";

    private EngineEndpoint(Uri uri) => Uri = uri;

    public Uri Uri { get; }

    /// <summary>Where it was found, in words: <c>the docker context prod</c>. Default that somebody named it.</summary>
    public string Origin { get; init; } = "as it was named";

    public bool IsUnixSocket => Uri.Scheme is "unix";

    /// <summary>
    /// The first that is given of <paramref name="explicitly"/>, <paramref name="fromEnvironment"/> (the value of <c>DOCKER_HOST</c>) and
    /// the default socket. An endpoint that is not understood is an error of usage that says what would be.
    /// </summary>
    public static EngineEndpoint Choose(string? explicitly, string? fromEnvironment)
    {
        var text = !string.IsNullOrWhiteSpace(explicitly) ? explicitly.Trim()
            : !string.IsNullOrWhiteSpace(fromEnvironment) ? fromEnvironment.Trim()
            : Default;

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw NotUnderstood(text, "it is not an address");
        }

        return uri.Scheme switch
        {
            "unix" when uri.AbsolutePath.Length > 1 => new EngineEndpoint(uri),
            "tcp" or "http" when uri.Host.Length > 0 && uri.Port > 0 => new EngineEndpoint(uri),
            "ssh" => throw NotUnderstood(
                WithoutCredentials(uri),
                "SSH is not spoken here; forward the remote socket and use it: "
                + "ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock <host>, then DOCKER_HOST=unix:///tmp/engine.sock"),
            "https" =>
                throw NotUnderstood(WithoutCredentials(uri), "TLS is not spoken here; forward the remote socket with ssh -L instead"),
            _ => throw NotUnderstood(WithoutCredentials(uri), "the scheme is not supported or a part is missing"),
        };
    }

    public override string ToString() => IsUnixSocket ? $"unix://{Uri.AbsolutePath}" : Uri.ToString().TrimEnd('/');

    private static string WithoutCredentials(Uri uri) =>
        uri.UserInfo.Length == 0 ? uri.ToString() : uri.ToString().Replace(uri.UserInfo + "@", string.Empty, StringComparison.Ordinal);

    private static UsageException NotUnderstood(string endpoint, string reason) => new(
        $"The engine endpoint '{endpoint}' can't be used: {reason}. Supported are unix:///path/to/docker.sock and tcp://host:port (set "
            + $"{Variable} or the parameter).");
}
