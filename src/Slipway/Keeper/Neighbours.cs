using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Keeper;

/// <summary>
/// The other applications of one engine, other stages of this one among them. They may release the same images: what one of them needs is
/// nobody else's to remove. Their keepers are only read.
/// </summary>
/// <param name="engine">The engine as it is, with everything of everybody.</param>
/// <param name="application">The one whose neighbours they are.</param>
/// <param name="time">The clock.</param>
internal sealed class Neighbours(IContainerEngine engine, string application, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, string> Keepers =
        new Dictionary<string, string>(StringComparer.Ordinal) { [ResourceNames.RoleLabel] = ResourceNames.KeeperRole };

    /// <summary>The images, by digest, that they need.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>All of them; or why they are not known, a clause.</returns>
    public async Task<(IReadOnlySet<string> Images, string? Unknown)> FindNeededAsync(CancellationToken cancellationToken)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keeper in await engine.Containers.ListAsync(Keepers, cancellationToken))
        {
            if (keeper.Labels.GetValueOrDefault(ResourceNames.ApplicationLabel) is not { } other || other == application)
            {
                continue;
            }

            if (keeper.Status != ContainerStatus.Running)
            {
                return (needed, $"the container {keeper.Name}, which knows what {other} needs, does not run");
            }

            try
            {
                needed.UnionWith(await ReadAsync(other, cancellationToken));
            }
            catch (SlipwayException error) when (error is not EngineUnreachableException)
            {
                return (needed, $"what {other} needs can't be read ({error.Message.TrimEnd('.')})");
            }
        }

        return (needed, null);
    }

    private async Task<IEnumerable<string>> ReadAsync(string other, CancellationToken cancellationToken)
    {
        var names = new ResourceNames(other);
        // No image is needed to open a session in a keeper that is there.
        var keeper = new KeeperContainer(names, new OwnedEngine(engine, names.Owner), baseImage: "", time);
        await using var session = await keeper.OpenAsync(cancellationToken);
        var records = await session.ReadReleasesAsync(cancellationToken);
        var newest = records.Select(record => record.Number).DefaultIfEmpty().Max();
        var begun = (await session.ReadJournalAsync(cancellationToken)).Select(entry => entry.Begun).OfType<BegunRelease>()
            .Where(release => release.Number > newest);
        // One that an earlier version of Slipway recorded does not say how many its application keeps: then all.
        var retention = records is [.., { Retention: { } kept }] ? kept : int.MaxValue;
        return ReleaseImages.Retained([.. records.Select(ReleaseImages.Of)], retention).SelectMany(release => release.References)
            .Concat(begun.SelectMany(release => release.Images.Values));
    }
}
