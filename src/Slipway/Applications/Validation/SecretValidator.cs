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
        .Where(secret => !Rules.IsNameless(secret.Name))
        .GroupBy(secret => secret.Name, StringComparer.Ordinal)
        .SelectMany(group => Unless(group.Distinct().Count() == 1, $"secrets.{group.Key}",
            "is described in two ways: one name is one secret, either generated or given with one value"));

    /// <summary>What whoever deploys has to give and has not.</summary>
    public static IEnumerable<SpecificationFault> FindMissing(Application application) =>
    [
        .. application.Secrets
            .Where(secret => secret is { IsGenerated: false, Value: null } && !Rules.IsNameless(secret.Name))
            .Select(Missing),
        .. application.Router.Tls is { Certificate: null } tls ? [MissingCertificate(tls)] : Array.Empty<SpecificationFault>(),
    ];

    /// <summary>The certificate of the edge, where it was not given.</summary>
    public static SpecificationFault MissingCertificate(TlsSettings tls) =>
        new("router.tls.certificate", $"a certificate is expected, and none is given: {Give(tls.GivenBy)}, {OrKeep}");

    /// <summary>The certificate of the edge, where the router has none that could be kept.</summary>
    public static SpecificationFault NoCertificateToKeep(TlsSettings tls) =>
        new("router.tls.certificate", $"a certificate is expected: none is given, and the router has none to keep: {Give(tls.GivenBy)}");

    /// <summary>One that was not given.</summary>
    public static SpecificationFault Missing(SecretFile secret) =>
        new($"secrets.{secret.Name}", $"a value is expected, and none is given: {Give(secret.GivenBy)}, {OrKeep}");

    /// <summary>One that was not given and that nothing has which is live.</summary>
    public static SpecificationFault NeverHad(SecretFile secret) =>
        new($"secrets.{secret.Name}", $"a value is expected: none is given, and nothing that is live has one: {Give(secret.GivenBy)}");

    private static string Give(string? by) => by is null ? "give it" : $"give it by {by}";

    private const string OrKeep = "or take what is live with --keep-secrets";
}
