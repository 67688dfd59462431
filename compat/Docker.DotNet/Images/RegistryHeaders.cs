using System.Text;
using Docker.DotNet.Json;
using Docker.DotNet.Models;

namespace Docker.DotNet;

/// <summary>Credentials for registries travel as JSON in base64 with the alphabet for addresses, padded.</summary>
internal static class RegistryHeaders
{
    /// <summary>The registry of this pull or push.</summary>
    public static KeyValuePair<string, string> Auth(
        AuthConfig authConfig) =>
        new("X-Registry-Auth", Encode(authConfig ?? new AuthConfig()));

    /// <summary>The registries that a build may pull from, by their address.</summary>
    public static KeyValuePair<string, string> Config(IEnumerable<AuthConfig> authConfigs) =>
        new("X-Registry-Config", Encode(authConfigs.ToDictionary(auth => auth.ServerAddress, StringComparer.Ordinal)));

    private static string Encode(object value) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(EngineJson.Serialize(value))).Replace('+', '-').Replace('/', '_');
}
