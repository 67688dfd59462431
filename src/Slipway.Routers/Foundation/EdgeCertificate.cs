using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Applications;

namespace Slipway.Routers.Foundation;

/// <summary>The certificate by which the proxy speaks TLS, in a file of its volume.</summary>
public sealed class EdgeCertificate
{
    /// <summary>
    /// Where the file is: the certificate, its chain and its private key, as PEM text. Only the proxy's user may read it.
    /// </summary>
    public const string Path = ProxyImage.Folder + "/certificate.pem";
    private readonly Secret pem;

    /// <summary>Checks the text; nothing is written yet.</summary>
    /// <param name="pem">The certificate, its chain, and its private key, not encrypted, in any order.</param>
    /// <exception cref="UsageException">The text holds no certificate, or no private key that belongs to it.</exception>
    public EdgeCertificate(Secret pem)
    {
        this.pem = pem;
        if (FindFault(pem) is { } fault)
        {
            throw new UsageException($"The TLS certificate of the router: {fault} Nothing was changed.");
        }
    }

    /// <summary>The certificate of this text; null where there is none, or one that could not be used.</summary>
    internal static EdgeCertificate? IfSound(Secret? pem) => pem is not null && FindFault(pem) is null ? new EdgeCertificate(pem) : null;

    /// <summary>What the file holds: the text with line feeds alone, and one at its end.</summary>
    public string Text => pem.Reveal().ReplaceLineEndings("\n").TrimEnd('\n') + '\n';

    /// <summary>What is wrong with the text; null: nothing.</summary>
    public static string? FindFault(Secret pem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem.Reveal(), pem.Reveal());
            return null;
        }
        catch (CryptographicException error)
        {
            return $"PEM text of the certificate, its chain and its private key is expected: {error.Message}";
        }
    }

    /// <summary>Whether the proxy has one at all.</summary>
    internal static async Task<bool> IsThereAsync(RouterSession session, CancellationToken cancellationToken) =>
        (await session.ReadAsync(Path, cancellationToken)).Length > 0;

    /// <summary>Whether it is the one that the proxy has.</summary>
    internal async Task<bool> IsInForceAsync(RouterSession session, CancellationToken cancellationToken) =>
        string.Equals(await session.ReadAsync(Path, cancellationToken), Text, StringComparison.Ordinal);

    /// <summary>The request that makes it the one in force, for a proxy that looks at the file by itself.</summary>
    public string Save() => RouterSession.Save(Path, Text);
}
