using Slipway.Containers;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Steps;

namespace Slipway;

// How everything of an application is taken from its target.
public sealed partial class ReleaseEngine
{
    /// <summary>What a reset would remove now; touches nothing.</summary>
    /// <param name="keepData">See <see cref="ResetAsync(string, bool, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Removal> FindRemovalAsync(bool keepData, CancellationToken cancellationToken)
    {
        await using var session = await keeper.ExistsAsync(cancellationToken) ? await keeper.OpenAsync(cancellationToken) : null;
        return await FindRemovalAsync(session, keepData, cancellationToken);
    }

    /// <summary>
    /// Removes everything of this application from the target: containers, volumes with all data, network, images. Nothing of others.
    /// </summary>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it half-way; it can be run again.</param>
    /// <exception cref="LockHeldException">Somebody is deploying it.</exception>
    public Task ResetAsync(string by, CancellationToken cancellationToken) => ResetAsync(by, keepData: false, cancellationToken);

    /// <summary>As <see cref="ResetAsync(string, CancellationToken)"/>, with or without the data.</summary>
    /// <param name="by">Who resets: user and machine.</param>
    /// <param name="keepData">
    /// Whether the volumes of the shared services stay, and the keeper's with them: it holds the secrets by which the data can be used, and
    /// which releases there were. The next release takes both up again.
    /// </param>
    /// <param name="cancellationToken">Interrupts it half-way; it can be run again.</param>
    public async Task ResetAsync(string by, bool keepData, CancellationToken cancellationToken)
    {
        await using var session = await keeper.ExistsAsync(cancellationToken) ? await keeper.OpenAsync(cancellationToken) : null;
        if (session is not null)
        {
            await session.LockAsync(application.Name, new LockHolder(by, "Reset", time.GetUtcNow()), cancellationToken);
        }

        var removal = await FindRemovalAsync(session, keepData, cancellationToken);
        // The keeper, which knows them, goes before them.
        var recorded = await ReadImagesAsync(session, cancellationToken);
        resetting = HostEffect.HalfDone;
        foreach (var container in removal.Containers)
        {
            observer.Note($"Removing container {container}");
            await engine.Containers.RemoveAsync(container, cancellationToken);
        }

        foreach (var volume in removal.Volumes.Concat(removal.Data))
        {
            observer.Note($"Removing volume {volume}");
            await engine.Volumes.RemoveAsync(volume, cancellationToken);
        }

        foreach (var network in removal.Networks)
        {
            observer.Note($"Removing network {network}");
            await engine.Networks.RemoveAsync(network, cancellationToken);
        }

        // Last, when no container of this application runs from them any more.
        var gone = await SweepAsync(recorded, onlyLook: false, cancellationToken);
        foreach (var image in gone.Images.Concat(gone.Manifests.Select(manifest => $"{manifest} from its registry")))
        {
            observer.Note($"Removed image {image}");
        }

        foreach (var note in gone.Notes)
        {
            observer.Note(note);
        }

        resetting = HostEffect.None;
    }

    private async Task<Removal> FindRemovalAsync(KeeperSession? session, bool keepData, CancellationToken cancellationToken)
    {
        var containers = await engine.Containers.ListAsync(names.Labels, cancellationToken);
        var volumes = await engine.Volumes.ListAsync(names.Labels, cancellationToken);
        var labelled = await engine.Volumes.ListAsync(names.With((ResourceNames.RoleLabel, ResourceNames.DataRole)), cancellationToken);
        string[] data = [.. volumes.Where(volume => labelled.Contains(volume, StringComparer.Ordinal)
            || application.SharedServices.Any(shared => names.DataVolume(shared.Name) == volume))];
        string[] kept = keepData
            ? [.. volumes.Where(volume => volume == names.StateVolume || data.Contains(volume, StringComparer.Ordinal))]
            : [];
        var images = await SweepAsync(await ReadImagesAsync(session, cancellationToken), onlyLook: true, cancellationToken);
        return new Removal
        {
            Containers = [.. containers.OrderBy(container => container.Name == names.Keeper).Select(container => container.Name)],
            Data = [.. data.Except(kept, StringComparer.Ordinal)],
            Volumes = [.. volumes.Except(data, StringComparer.Ordinal).Except(kept, StringComparer.Ordinal)],
            Kept = kept,
            Networks = await engine.Networks.FindLabelsAsync(names.Network, cancellationToken) is { } labels && names.Owner.Owns(labels)
                ? [names.Network]
                : [],
            Images = images.Images,
            Manifests = images.Manifests,
        };
    }

    /// <summary>Images of all that went live, was begun or was only built, and those that its shared services run from.</summary>
    private Task<SweptImages> SweepAsync(IReadOnlyList<string> recorded, bool onlyLook, CancellationToken cancellationToken) =>
        new ImageUpkeep(engine.Images, neighbours, target.Repositories).RemoveAsync(kept: [], recorded, new ImageSweep
        {
            Grace = TimeSpan.Zero,
            Latest = true,
            OnlyLook = onlyLook,
            Leaving = application.Name,
            Recipes = [.. application.SharedServices.Select(shared => shared.Recipe.Repository).Distinct(StringComparer.Ordinal)],
        }, cancellationToken);

    /// <summary>The images of all that went live, and of all that was begun.</summary>
    private static async Task<IReadOnlyList<string>> ReadImagesAsync(KeeperSession? session, CancellationToken cancellationToken)
    {
        if (session is null)
        {
            return [];
        }

        var released = (await session.ReadReleasesAsync(cancellationToken)).SelectMany(record => record.Images.Values);
        var begun = (await session.ReadJournalAsync(cancellationToken)).SelectMany(entry => entry.Begun?.Images.Values ?? []);
        return [.. released.Union(begun, StringComparer.Ordinal)];
    }
}
