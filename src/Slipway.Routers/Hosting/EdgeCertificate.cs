using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Secrets;

namespace Slipway.Routers.Hosting;

/// <summary>The certificate of the edge, in a file of the router's volume.</summary>
internal sealed class EdgeCertificate
{
    public const string Path = RouterContainer.Folder + "/certificate.pem";
    private readonly Secret pem;

    /// <exception cref="UsageException">The text holds no certificate, or no private key that belongs to it.</exception>
    public EdgeCertificate(Secret pem)
    {
        this.pem = pem;
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem.Reveal(), pem.Reveal());
        }
        catch (CryptographicException error)
        {
            throw new UsageException(
                $"The TLS certificate of the router must be PEM text of the certificate, its chain and its private key: {error.Message} Nothing was changed.", error);
        }
    }

    /// <summary>What the file holds: the certificate, its chain and its key.</summary>
    public string Text => pem.Reveal().ReplaceLineEndings("\n").TrimEnd('\n') + '\n';

    /// <summary>The request that makes it the one in force, durable, readable for the proxy alone.</summary>
    public string Save() => RouterSession.Save(Path, Text);
}
