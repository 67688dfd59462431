using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Observation;

namespace Slipway.Plans;

/// <summary>In what the shared services differ from their description. No release moves them: that is told, with what would.</summary>
internal static class SharedDrift
{
    /// <summary>Sentences, one a service: those that are described otherwise than they were made, then those described no more.</summary>
    /// <param name="application">The description.</param>
    /// <param name="state">What is observed.</param>
    /// <param name="images">Asked which image a recipe would give.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<string>> DescribeAsync(
        Application application, ObservedState state, IImages images, CancellationToken cancellationToken)
    {
        var (names, sentences) = (new ResourceNames(application.Name), new List<string>());
        foreach (var shared in application.SharedServices)
        {
            if (Find(state, shared.Name) is { } container
                && await FindDifferencesAsync(shared, names, container, images, cancellationToken) is { Count: > 0 } differences)
            {
                sentences.Add(
                    $"The shared service {shared.Name} stays as it was made, and is described otherwise now: "
                    + $"{string.Join(", ", differences)}. No command changes it. To make it anew: `docker rm --force {container.Name}` "
                    + "ends it, with what it has under way, and `Deploy` makes it as it is described"
                    + (shared.DataPath is null ? "." : $"; its data stays in the volume {names.DataVolume(shared.Name)}."));
            }
        }

        sentences.AddRange(state.SharedServices.Select(NameOf).Where(name => !IsDescribed(application, name)).Select(name =>
            $"The shared service {name} is not described any more and stays: `Cleanup --shared {name}` removes it, and with --with-data "
            + "its data too."));
        return sentences;
    }

    /// <summary>The container of a shared service; null when it was not made.</summary>
    /// <param name="state">What is observed.</param>
    /// <param name="name">The service's.</param>
    public static ContainerState? Find(ObservedState state, string name) =>
        state.SharedServices.FirstOrDefault(container => NameOf(container) == name);

    /// <summary>Whether a shared service is described.</summary>
    /// <param name="application">The description.</param>
    /// <param name="name">The service's.</param>
    public static bool IsDescribed(Application application, string name) =>
        application.SharedServices.Any(shared => shared.Name == name);

    private static string NameOf(ContainerState container) =>
        container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel, container.Name);

    private static async Task<IReadOnlyList<string>> FindDifferencesAsync(
        SharedService shared, ResourceNames names, ContainerState container, IImages images, CancellationToken cancellationToken)
    {
        if (container.From is not { } made)
        {
            return [];
        }

        var image = shared.Recipe.Fault is null ? await images.FindNameAsync(shared.Recipe, cancellationToken) : null;
        var (data, secrets) = (names.DataVolume(shared.Name), SharedServiceLabels.Secrets(shared));
        var variables = SharedServiceLabels.Variables(shared);
        var user = shared.UserId == 0 ? null : $"{shared.UserId}:{shared.UserId}";
        (string Part, bool Differs)[] parts =
        [
            ("its recipe, or what that is built on", image is not null && image != container.Image),
            ("its data path", made.Mounts.FirstOrDefault(mount => mount.Volume == data)?.Path != shared.DataPath),
            // What the image itself sets stands there too.
            ("its environment", !shared.Environment.All(variable => made.Environment.GetValueOrDefault(variable.Key) == variable.Value)
                || container.Labels.GetValueOrDefault(ResourceNames.VariablesLabel, variables) != variables),
            ("its secrets", container.Labels.GetValueOrDefault(ResourceNames.SharedSecretsLabel, secrets) != secrets),
            ("its user", user is not null && user != made.User),
            ("its limits", made.MemoryBytes != shared.MemoryMegabytes * ContainerSpec.Mebibyte || made.ProcessLimit != shared.ProcessLimit),
            ("its temporary folders", !Same(made.TemporaryFolders, shared.TemporaryFolders)),
            ("its capabilities", !Same(made.Capabilities.Select(Bare), shared.Capabilities)),
        ];
        return [.. parts.Where(part => part.Differs).Select(part => part.Part)];
    }

    /// <summary>Newer engines write the prefix.</summary>
    private static string Bare(string capability) =>
        capability.StartsWith("CAP_", StringComparison.Ordinal) ? capability["CAP_".Length..] : capability;

    private static bool Same(IEnumerable<string> made, IEnumerable<string> described) =>
        made.Order(StringComparer.Ordinal).SequenceEqual(
            described.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
