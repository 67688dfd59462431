using System.Security.Cryptography;
using System.Text;
using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>
/// Names values without telling them: the same value of a secret has the same version, and without the target's key nobody can find out by
/// trying which value a version is.
/// </summary>
internal sealed class SecretFingerprints
{
    private readonly byte[] key;

    private SecretFingerprints(byte[] key) => this.key = key;

    /// <summary>With a key of its own, made at random.</summary>
    public static SecretFingerprints New() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>With a key that was kept.</summary>
    public static SecretFingerprints Of(string kept) => new(Convert.FromHexString(kept));

    /// <summary>The key, for the keeper alone.</summary>
    public string Key => Convert.ToHexStringLower(key);

    /// <summary>16 hexadecimal digits.</summary>
    public string VersionOf(string name, Secret value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{name}\0{value.Reveal()}")))[..16];
}
