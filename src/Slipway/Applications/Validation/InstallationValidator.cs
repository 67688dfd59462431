using System.Net;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults of what belongs to the installation and no release remembers.</summary>
internal static class InstallationValidator
{
    /// <summary>Which application it is, and where it is published.</summary>
    public static IEnumerable<SpecificationFault> FindPlace(Application application) =>
    [
        .. Rules.Name("name", application.Name),
        .. Rules.Port("router.port", application.Router.Port),
        .. Unless(IsAddress(application.Router.Address), "router.address",
            $"an IP address is expected, not \"{application.Router.Address}\""),
        .. UnlessWithin("router.maxRequestHeadKilobytes", application.Router.MaxRequestHeadKilobytes,
            RouterSettings.DefaultRequestHeadKilobytes, 1000),
        .. application.Router.Tls is { Port: var port } ? FindPort(application, port) : [],
    ];

    /// <summary>What is kept there of earlier releases.</summary>
    public static IEnumerable<SpecificationFault> FindKeeping(Application application) =>
        UnlessWithin("retention", application.Retention, 1, 100);

    private static IEnumerable<SpecificationFault> FindPort(Application application, int port) =>
    [
        .. Rules.Port("router.tls.port", port),
        .. Unless(port != application.Router.Port, "router.tls.port",
            $"another port than the one without TLS is expected, not {port} for both"),
    ];

    /// <summary>As the engine reads it: 127.1 and fe80::1%2 are addresses to .NET alone.</summary>
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && address.ToString() == text && !text.Contains('%', StringComparison.Ordinal);
}
