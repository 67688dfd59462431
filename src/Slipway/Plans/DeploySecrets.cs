using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;

namespace Slipway.Plans;

/// <summary>The secrets of a new release: what is given now, what the target makes, or what the live release has.</summary>
internal static class DeploySecrets
{
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="kept">What the target keeps.</param>
    /// <param name="options">What the deploy was told.</param>
    /// <exception cref="SpecificationException">
    /// One or the edge's certificate is missing, or one has another value than the shared service that it belongs to; all are named.
    /// </exception>
    public static ChosenSecrets Choose(Application application, ObservedState state, KeptSecrets kept, SecretOptions options)
    {
        var (chosen, faults) = Decide(application, state, kept, options);
        if (application.Router.Tls is { Certificate: null } tls)
        {
            faults.AddRange(state.LiveRelease is null || state.Router.CertificateMissing ? [SecretValidator.NoCertificateToKeep(tls)]
                : options.Keep ? Array.Empty<SpecificationFault>()
                : [SecretValidator.MissingCertificate(tls)]);
        }

        return faults.Count > 0 ? throw new SpecificationException(faults) : chosen;
    }

    /// <summary>
    /// The same for whoever only looks: nothing is missed or refused, and what is neither given nor kept is left out. Its notes are those
    /// of the deploy.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="kept">What the target keeps.</param>
    /// <param name="options">What the deploy would be told.</param>
    public static ChosenSecrets Find(Application application, ObservedState state, KeptSecrets kept, SecretOptions options)
    {
        var (chosen, _) = Decide(application, state, kept, options);
        var made = application.Secrets.Where(secret => secret.IsGenerated && kept.Current(secret.Name) is null)
            .Select(secret => secret.Name).ToHashSet(StringComparer.Ordinal);
        return chosen with
        {
            Versions = chosen.Versions!.Where(version => !made.Contains(version.Key))
                .ToDictionary(version => version.Key, version => version.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>
    /// What a deploy that switches nothing says of the secrets among what changed, a sentence each: those that the migration alone reads.
    /// </summary>
    /// <param name="application">The description.</param>
    /// <param name="changes">In what the live release differs from it, as paths.</param>
    public static IEnumerable<string> Describe(Application application, IReadOnlyList<string> changes) =>
        from secret in application.Migration?.Secrets ?? []
        where changes.Contains($"secrets/{secret.Name}", StringComparer.Ordinal)
            && !application.SharedServices.Any(shared => shared.Secrets.Any(other => other.Name == secret.Name))
        select $"{secret.Name} is read by the migration alone: the next one has its new value.";

    private static (ChosenSecrets Chosen, List<SpecificationFault> Faults) Decide(
        Application application, ObservedState state, KeptSecrets kept, SecretOptions options)
    {
        var live = state.LiveRelease;
        var (versions, values) = (Empty<string>(), Empty<Secret>());
        var (faults, notes) = (new List<SpecificationFault>(), new List<string>());
        foreach (var secret in application.Secrets)
        {
            var (name, owner) = (secret.Name, Owner(application, state, secret.Name));
            var old = kept.Current(name);
            if (options.Keep && !secret.IsGenerated && FindLive(kept, live, name, owner is not null) is { } version)
            {
                versions[name] = version;
            }
            else if ((secret.IsGenerated ? old ?? Secret.Random() : secret.Value) is not { } value)
            {
                faults.Add(options.Keep ? SecretValidator.NeverHad(secret) : SecretValidator.Missing(secret));
            }
            else
            {
                (versions[name], values[name]) = (kept.VersionOf(name, value), value);
                if (owner is not null && old is not null && !old.Equals(value))
                {
                    notes.Add($"The shared service {owner} does not follow the new value of {name} by itself");
                    faults.AddRange(SpecificationFault.Unless(options.AcceptShared, $"secrets.{name}",
                        $"another value is given than the shared service {owner} has, which does not follow by itself: give the one that "
                            + "it has, or change it there and deploy with --accept-shared-secrets"));
                }
                else if (old is null && IsSetUp(state, owner))
                {
                    notes.Add(
                        $"The target keeps no value of {name}, which the shared service {owner} has: "
                            + $"what is {(secret.IsGenerated ? "made" : "given")} is taken for it");
                }
            }
        }

        return (new ChosenSecrets(versions) { Values = values, Notes = notes }, faults);
    }

    private static bool IsSetUp(ObservedState state, string? owner) => owner is not null
        && state.SharedServices.Any(container => container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == owner);

    /// <summary>
    /// The shared service that a secret belongs to, by the description or by what runs; null for one that releases alone have.
    /// </summary>
    public static string? Owner(Application application, ObservedState state, string name) =>
        application.SharedServices.FirstOrDefault(shared => shared.Secrets.Any(secret => secret.Name == name))?.Name
        ?? state.SharedServices.FirstOrDefault(container => container.Labels.GetValueOrDefault(ResourceNames.SharedSecretsLabel, "")
            .Split(' ').Contains(name, StringComparer.Ordinal))?.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel);

    private static string? FindLive(KeptSecrets kept, ReleaseRecord? live, string name, bool shared) =>
        shared ? kept.CurrentVersion(name) : live?.Secrets?.GetValueOrDefault(name) ?? (live is null ? null : kept.CurrentVersion(name));

    private static Dictionary<string, T> Empty<T>() => new(StringComparer.Ordinal);
}
