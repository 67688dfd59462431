using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Applications;

namespace Slipway.Verification;

/// <summary>Whom a client of the published site trusts over TLS.</summary>
internal static class SiteTrust
{
    /// <summary>
    /// What this machine trusts for the name that is asked for, and besides it the edge's own certificate, whoever has signed that.
    /// </summary>
    /// <param name="certificate">PEM of the edge's own; null for none.</param>
    public static SslClientAuthenticationOptions Of(Secret? certificate) => new()
    {
        RemoteCertificateValidationCallback = (_, shown, _, errors) => errors == SslPolicyErrors.None
            || (errors == SslPolicyErrors.RemoteCertificateChainErrors && certificate is not null && IsSame(shown, certificate)),
    };

    private static bool IsSame(X509Certificate? shown, Secret certificate)
    {
        try
        {
            using var own = X509Certificate2.CreateFromPem(certificate.Reveal());
            return shown is not null && own.RawDataMemory.Span.SequenceEqual(shown.GetRawCertData());
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
