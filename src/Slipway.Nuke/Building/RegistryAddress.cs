using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.Nuke.Parameters;

namespace Slipway.Nuke.Building;

/// <summary>Where images are pushed to.</summary>
/// <param name="Host">Host and port as they stand in an image's name.</param>
/// <param name="Prefix">Path before the image's name, without slashes at its ends; empty for none.</param>
/// <param name="Credentials">Who pushes; null pushes anonymously.</param>
internal sealed partial record RegistryAddress(string Host, string Prefix, RegistryCredentials? Credentials)
{
    /// <summary>The image's name with the registry before it.</summary>
    public string Repository(ImageSource image) => Prefix.Length == 0 ? $"{Host}/{image.Name}" : $"{Host}/{Prefix}/{image.Name}";

    /// <summary>
    /// The registry that the parameters name; without one, a registry on the engine's loopback, started when it is missing.
    /// </summary>
    public static async Task<RegistryAddress> EnsureAsync(
        ReleaseParameters parameters, DockerEngine host, TimeProvider time, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (parameters.Registry is null)
        {
            await new LocalRegistry(host, parameters.RegistryPort, time, progress).EnsureAsync(cancellationToken);
        }

        return Of(parameters);
    }

    /// <summary>The same, without starting anything.</summary>
    public static RegistryAddress Of(ReleaseParameters parameters)
    {
        if (parameters.Registry is not { } named)
        {
            return new RegistryAddress($"127.0.0.1:{parameters.RegistryPort}", "", null);
        }

        var (address, prefix) = Split(named);
        return new RegistryAddress(address, prefix, CredentialsOf(parameters));
    }

    /// <summary>What the engine needs for its own pulls.</summary>
    public static IReadOnlyDictionary<string, RegistryCredentials> ForEngine(ReleaseParameters parameters)
    {
        var all = new Dictionary<string, RegistryCredentials>(StringComparer.Ordinal);
        if (parameters.Registry is { } named && CredentialsOf(parameters) is { } credentials)
        {
            all[Split(named).Host] = credentials;
        }

        return all;
    }

    /// <summary>
    /// What is wrong with the registry's parameters. Half a login is a fault too: it would be an anonymous push without a word.
    /// </summary>
    public static IEnumerable<SpecificationFault> Faults(ReleaseParameters parameters)
    {
        if (parameters.Registry is { } named && !IsAddress(named))
        {
            yield return new SpecificationFault("--registry", $"host[:port][/path] without a scheme is expected, not \"{named}\"");
        }

        var (hasUser, hasPassword) = (!string.IsNullOrEmpty(parameters.RegistryUser), !string.IsNullOrEmpty(parameters.RegistryPassword));
        if (hasPassword && !hasUser)
        {
            yield return new SpecificationFault("--registry-user", "a user is expected beside the password");
        }

        if (hasUser && !hasPassword)
        {
            yield return new SpecificationFault(
                "--registry-password",
                "a password is expected beside the user; better in the variable SLIPWAY_REGISTRY_PASSWORD than on the command line");
        }
    }

    /// <summary>By the grammar of an image's name, of which this becomes the beginning.</summary>
    internal static bool IsAddress(string text) => Address().Match(text) is { Success: true } match
        && (match.Groups["port"] is not { Success: true } port
            || int.Parse(port.ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= 65_535);

    private static RegistryCredentials? CredentialsOf(ReleaseParameters parameters) =>
        parameters is { RegistryUser: { Length: > 0 } user, RegistryPassword: { Length: > 0 } password }
            ? new RegistryCredentials(user, new Secret(password))
            : null;

    private static (string Host, string Prefix) Split(string registry)
    {
        var slash = registry.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (registry, "") : (registry[..slash], registry[(slash + 1)..].Trim('/'));
    }

    [GeneratedRegex(
        @"\A(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(?<port>[0-9]{1,5}))?"
            + @"(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*/?\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
