namespace Slipway.Applications;

/// <summary>
/// A secret that a container reads from the file <c>/run/secrets/&lt;name&gt;</c> (mode 0400, owned by the container's user).
/// </summary>
/// <param name="Name">The file's name: lower-case letters, digits, dash and underscore.</param>
/// <param name="Value">
/// The value; null lets Slipway make a random one on the first release and keep it on the target, for passwords that only the application's
/// own containers need to know.
/// </param>
public sealed record SecretFile(string Name, Secret? Value = null)
{
    /// <summary>The folder that secrets appear in, inside every container.</summary>
    public const string Folder = "/run/secrets";

    /// <summary>The absolute path inside the container.</summary>
    public string Path => $"{Folder}/{Name}";
}
