using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>What a description says to the router.</summary>
internal static class Description
{
    /// <summary>What is wrong with TLS at the edge of this proxy.</summary>
    public static IEnumerable<SpecificationFault> FindTlsFaults(Application application, RouterCapabilities router)
    {
        if (application.Router.Tls is not { } tls)
        {
            yield break;
        }

        if (!router.Tls)
        {
            yield return new SpecificationFault("router.tls", $"{router.Name} can't speak TLS");
        }

        if (tls.Certificate is { } pem && EdgeCertificate.FindFault(pem) is { } reason)
        {
            yield return new SpecificationFault("router.tls.certificate", reason);
        }
    }
}
