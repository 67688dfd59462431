using System.Globalization;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;

namespace Slipway.Plans;

/// <summary>
/// The secrets of a release that comes back: those it had, but for what belongs to a shared service or must not come back.
/// </summary>
internal static class ReturnSecrets
{
    /// <param name="application">The description of what comes back.</param>
    /// <param name="state">What is observed now.</param>
    /// <param name="kept">What the target keeps.</param>
    /// <param name="release">The release that comes back.</param>
    /// <param name="warm">The slot where its containers still are; null when they are gone.</param>
    /// <param name="withCurrent">Whether it gets the newest versions instead of its own.</param>
    /// <exception cref="SpecificationException">Containers must be made, and a version is not to be had; all are named.</exception>
    public static ChosenSecrets Choose(
        Application application, ObservedState state, KeptSecrets kept, ReleaseRecord release, SlotState? warm, bool withCurrent)
    {
        // The last time that it was live it may have been brought back with other secrets than those it was released with.
        var own = state.Releases.Last(record => record.Content == release.Content).Secrets;
        if (own is null && warm is not null && !withCurrent)
        {
            return new ChosenSecrets(Versions: null);
        }

        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = new Dictionary<string, Secret>(StringComparer.Ordinal);
        var (faults, notes) = (new List<SpecificationFault>(), new List<string>());
        foreach (var secret in application.ReleaseSecrets)
        {
            var (name, owner) = (secret.Name, DeploySecrets.Owner(application, state, secret.Name));
            var had = own?.GetValueOrDefault(name);
            var current = kept.CurrentVersion(name);
            if ((withCurrent || owner is not null ? current ?? had : had ?? current) is { } version)
            {
                versions[name] = version;
                if (owner is not null && had is not null && had != version)
                {
                    notes.Add(
                        $"{name} belongs to the shared service {owner}: its current version is used, not that of release {Text(release)}");
                }
            }
            else if ((secret.Value ?? (secret.IsGenerated ? Secret.Random() : null)) is { } value)
            {
                (versions[name], values[name]) = (kept.VersionOf(name, value), value);
            }
            else
            {
                faults.Add(new SpecificationFault($"secrets.{name}",
                    $"the target keeps no value of it for release {Text(release)}: deploy once with its value, or give it"));
            }
        }

        if (warm?.Holds(versions) != true)
        {
            faults.AddRange(versions.Where(version => !values.ContainsKey(version.Key) && !kept.Has(version.Key, version.Value))
                .Select(version => new SpecificationFault($"secrets.{version.Key}",
                    $"the version that release {Text(release)} had is not kept any more: --with-current-secrets gives it the newest")));
        }

        return faults.Count > 0 ? throw new SpecificationException(faults) : new ChosenSecrets(versions) { Values = values, Notes = notes };
    }

    private static string Text(ReleaseRecord release) => release.Number.ToString(CultureInfo.InvariantCulture);
}
