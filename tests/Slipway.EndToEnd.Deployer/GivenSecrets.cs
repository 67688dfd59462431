using System.Text.Json;
using Slipway.Applications;
using Slipway.Docker.Engine;

namespace Slipway.EndToEnd.Deployer;

/// <summary>Secrets that a deployer is given, in a file of whoever runs it.</summary>
/// <param name="Password">Of the database; null where it is missing.</param>
/// <param name="Key">A private key that the web service reads; null where it is missing.</param>
/// <param name="Registry">Host and port of a registry that wants a login; empty for none.</param>
/// <param name="RegistryUser">Who logs in there.</param>
/// <param name="RegistryPassword">Their password.</param>
public sealed record GivenSecrets(
    string? Password, string? Key, string Registry = "", string RegistryUser = "", string RegistryPassword = "")
{
    /// <summary>The file that the web service finds the key in.</summary>
    public const string KeyName = "site-key";

    public static GivenSecrets? Read(Assignment assignment) =>
        assignment.SecretsFile is { } file ? JsonSerializer.Deserialize<GivenSecrets>(File.ReadAllText(file)) : null;

    /// <summary>As the engine takes them.</summary>
    public IReadOnlyDictionary<string, RegistryCredentials> Logins()
    {
        var logins = new Dictionary<string, RegistryCredentials>(StringComparer.Ordinal);
        if (Registry.Length > 0)
        {
            logins[Registry] = new RegistryCredentials(RegistryUser, new Secret(RegistryPassword));
        }

        return logins;
    }
}
