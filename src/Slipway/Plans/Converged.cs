using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Plans;

/// <summary>
/// Whether what is asked for is what is live: the same images, the same configuration, the same secrets, everything running.
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
        var configuration = SlotContainers.Hash(application);
        var complete = application.Workloads.All(state.In(live.Slot).Runs)
            && containers.All(container => container.Labels.GetValueOrDefault(ResourceNames.ConfigurationLabel) == configuration);
        var sameSecrets = application.Workloads.All(workload => containers
            .Where(container => container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel) == workload.Name)
            .All(container => Has(container, workload, secrets)));
        return sameImages && complete && sameSecrets && state.Router.Up.Contains(live.Slot)
            ? $"Release {live.Number} is live with the same images and configuration"
            : null;
    }

    /// <summary>What an earlier version of Slipway made does not tell; a secret that the target makes is the same ever since.</summary>
    private static bool Has(ContainerState container, Workload workload, IReadOnlyDictionary<string, string>? secrets) =>
        container.Labels.GetValueOrDefault(ResourceNames.SecretsLabel) is { } label
            ? label == SecretVersions.Label(workload.Secrets.Select(secret => secret.Name), secrets)
            : workload.Secrets.All(secret => secret.IsGenerated);
}
