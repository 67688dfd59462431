using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Engine;

/// <summary>
/// Which engine is used: the one that Docker's own command line would take, so that images are built and pushed where they are run.
/// That is the first of <c>DOCKER_HOST</c>, the context that <c>DOCKER_CONTEXT</c> names, the current context of the client's
/// configuration, and the default socket.
/// </summary>
/// <param name="variable">The environment: the value of a variable, null or empty where it is not set.</param>
/// <param name="home">The folder of the user, whose <c>.docker</c> is the client's own unless <c>DOCKER_CONFIG</c> names another.</param>
internal sealed class EngineChoice(Func<string, string?> variable, string home)
{
    private const string DefaultContext = "default";
    private const string ContextVariable = "DOCKER_CONTEXT";

    private string Folder => Given("DOCKER_CONFIG") ?? Path.Combine(home, ".docker");

    private string Configuration => Path.Combine(Folder, "config.json");

    /// <summary>As this process has it.</summary>
    public static EngineChoice OfThisProcess { get; } = new(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <param name="explicitly">An endpoint that wins over all of it; null for none.</param>
    /// <exception cref="UsageException">What is named is not there, or can't be used; the message says what can.</exception>
    public EngineEndpoint Choose(string? explicitly)
    {
        if (!string.IsNullOrWhiteSpace(explicitly))
        {
            return EngineEndpoint.Choose(explicitly, null);
        }

        if (Given(EngineEndpoint.Variable) is { } host)
        {
            var named = EngineEndpoint.Choose(null, host) with { Origin = $"the variable {EngineEndpoint.Variable}" };
            return named.IsUnixSocket || Given("DOCKER_TLS_VERIFY") is null
                ? named
                : throw new UsageException($"{EngineEndpoint.Variable} {named} can't be used: DOCKER_TLS_VERIFY asks for TLS. {Mend}");
        }

        var (context, source) = Given(ContextVariable) is { } asked
            ? (asked, $"the variable {ContextVariable}")
            : (ReadText(Configuration, "currentContext"), Configuration);
        return context is null or "" or DefaultContext
            ? EngineEndpoint.Choose(null, null) with { Origin = "the default" }
            : Resolve(context, source);
    }

    private static string Mend =>
        $"TLS is not spoken here: forward the remote socket with ssh -L and name it in {EngineEndpoint.Variable} "
        + "(unix:///path/to/docker.sock or tcp://host:port), or choose another context.";

    private EngineEndpoint Resolve(string context, string source)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));
        var meta = Path.Combine(Folder, "contexts", "meta", id, "meta.json");
        if (!File.Exists(meta))
        {
            throw Refused("there is no such context; `docker context ls` lists all");
        }

        if (ReadText(meta, "Endpoints", "docker", "Host") is not { Length: > 0 } host)
        {
            throw Refused("it names no engine");
        }

        var keys = Path.Combine(Folder, "contexts", "tls", id, "docker");
        if ((Directory.Exists(keys) && Directory.EnumerateFiles(keys).Any())
            || ReadText(meta, "Endpoints", "docker", "SkipTLSVerify") == bool.TrueString)
        {
            throw Refused($"it asks for TLS. {Mend}");
        }

        try
        {
            return EngineEndpoint.Choose(host, null) with { Origin = $"the docker context {context}" };
        }
        catch (UsageException error)
        {
            throw Refused(error.Message, error);
        }

        UsageException Refused(string reason, Exception? cause = null) =>
            new($"The docker context \"{context}\", which {source} names, can't be used: {reason}", cause);
    }

    private string? Given(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>A value of a file as text; null where file or value is missing.</summary>
    private static string? ReadText(string file, params ReadOnlySpan<string> path)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var value = document.RootElement;
            foreach (var name in path)
            {
                if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    return null;
                }
            }

            return value.ToString();
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} says which engine docker uses, and can't be read: {error.Message}", error);
        }
    }
}
