using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>
/// Whether what is asked for is what is live: the same images, the same configuration, the same secrets, the same migration, everything
/// running. What else of the description differs, no container is made from: see <see cref="Amending"/>.
/// </summary>
internal static class Converged
{
    /// <summary>A clause that says so, or null when there is something to do.</summary>
    public static string? Describe(
        Application application, ObservedState state, ReleaseRequest request, IReadOnlyDictionary<string, string>? secrets)
    {
        if (request.Force || state.LiveRelease is not { } live || live.Version != request.Version)
        {
            return null;
        }

        var containers = state.In(live.Slot).Containers;
        // What is not pushed yet is only planned: of the same version, it is taken for the same.
        var sameImages = application.Images.All(image => live.Images.ContainsKey(image.Name))
            && request.Images.All(image => live.Images.GetValueOrDefault(image.Key) == image.Value);
        // The containers say what they were made from; the record of a rollback to a warm slot does not know.
        var configuration = ConfigurationHash.Of(application);
        var complete = application.Workloads.All(state.In(live.Slot).Runs)
            && containers.All(container => container.Labels.GetValueOrDefault(ResourceNames.ConfigurationLabel) == configuration);
        var sameSecrets = application.Workloads.All(workload => containers
            .Where(container => container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == workload.Name)
            .All(container => Has(container, workload, secrets)));
        return sameImages && complete && sameSecrets && state.Router.Up.Contains(live.Slot)
            && MigratesAlike(application.Migration, Recollection.Recorded(state, live))
            ? $"Release {live.Number} is live with the same images and configuration"
            : null;
    }

    /// <summary>
    /// Whether the migration would do what it did for the release: another one has to be run, which only a release does. Its limits and the
    /// values of its secrets wait for the next one.
    /// </summary>
    private static bool MigratesAlike(Migration? migration, ReleaseDescription? recorded) => migration is null || recorded is null
        || (recorded.Migration is { } before
            && before.Image.Name == migration.Image.Name
            && before.UserId == migration.UserId
            && before.Command.SequenceEqual(migration.Command, StringComparer.Ordinal)
            && before.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .SequenceEqual(migration.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            && Names(before).SequenceEqual(Names(migration), StringComparer.Ordinal));

    private static IEnumerable<string> Names(Migration migration) =>
        migration.Secrets.Select(secret => secret.Name).Order(StringComparer.Ordinal);

    /// <summary>What an earlier version of Slipway made does not tell; a secret that the target makes is the same ever since.</summary>
    private static bool Has(ContainerState container, Workload workload, IReadOnlyDictionary<string, string>? secrets) =>
        container.Labels.GetValueOrDefault(ResourceNames.SecretsLabel) is { } label
            ? label == SecretVersions.Label(workload.Secrets.Select(secret => secret.Name), secrets)
            : workload.Secrets.All(secret => secret.IsGenerated);
}
