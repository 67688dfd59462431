using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults of the secrets of an application as a whole.</summary>
internal static class SecretValidator
{
    /// <summary>One name that means two secrets: the target keeps one value for a name.</summary>
    public static IEnumerable<SpecificationFault> Find(Application application) => application.Workloads
        .SelectMany(workload => workload.Secrets)
        .Concat(application.Migration?.Secrets ?? [])
        .Concat(application.SharedServices.SelectMany(shared => shared.Secrets))
        .GroupBy(secret => secret.Name, StringComparer.Ordinal)
        .SelectMany(group => Unless(group.Distinct().Count() == 1, $"secrets.{group.Key}",
            "is described in two ways: one name is one secret, either generated or given with one value"));

    /// <summary>What whoever deploys has to give and has not.</summary>
    public static IEnumerable<SpecificationFault> FindMissing(Application application) =>
    [
        .. application.Secrets.Where(secret => secret is { IsGenerated: false, Value: null }).Select(secret => Missing(secret.Name)),
        .. application.Router.Tls is { Certificate: null } ? [MissingCertificate] : Array.Empty<SpecificationFault>(),
    ];

    /// <summary>The certificate of the edge, where it was not given.</summary>
    public static SpecificationFault MissingCertificate { get; } =
        new("router.tls.certificate", $"a certificate is expected, and none is given: {Mend}");

    /// <summary>The certificate of the edge, where the router has none that could be kept.</summary>
    public static SpecificationFault NoCertificateToKeep { get; } =
        new("router.tls.certificate", "a certificate is expected: none is given, and the router has none to keep: give it");

    /// <summary>One that was not given.</summary>
    public static SpecificationFault Missing(string name) =>
        new($"secrets.{name}", $"a value is expected, and none is given: {Mend}");

    private const string Mend = "give it, or take what is live with --keep-secrets";
}
