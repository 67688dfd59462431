using Slipway.Containers;
using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>Removes images, beside other applications that may need the same ones.</summary>
/// <param name="images">Those of the engine.</param>
/// <param name="neighbours">The other applications; null where nobody else can be there.</param>
/// <param name="repositories">Where the application's images are pushed to now.</param>
internal sealed class ImageUpkeep(IImages images, Neighbours? neighbours, IReadOnlyList<string> repositories)
{
    /// <summary>The images of an engine without other applications.</summary>
    /// <param name="images">Those of the engine.</param>
    public static ImageUpkeep Of(IImages images) => new(images, neighbours: null, []);

    /// <summary>Removes what is dropped and what was only built.</summary>
    /// <param name="kept">References by digest that this application needs.</param>
    /// <param name="dropped">References by digest that it needs no longer.</param>
    /// <param name="how">What else is to be observed; its lists are filled in here.</param>
    /// <param name="cancellationToken">Interrupts it; the rest is left to the next time.</param>
    /// <returns>What is gone by this call, by name, and what was left and why.</returns>
    public async Task<SweptImages> RemoveAsync(
        IReadOnlyCollection<string> kept, IReadOnlyCollection<string> dropped, ImageSweep how, CancellationToken cancellationToken)
    {
        var all = how with
        {
            Repositories =
            [
                .. repositories.Union(kept.Concat(dropped).Select(reference => reference.Split('@')[0]), StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ],
            Kept = kept,
            Dropped = dropped,
        };
        // Most releases leave nothing to remove: then no neighbour is asked either.
        var found = await images.SweepAsync(all with { OnlyLook = true }, cancellationToken);
        var present = await images.FindPresentAsync([.. dropped], cancellationToken);
        if (present.Count == 0 && found is { Images: [], Manifests: [] })
        {
            return found;
        }

        var (going, sweep, unknown) = await DecideAsync(all, cancellationToken);
        if (how.OnlyLook)
        {
            found = sweep is null ? SweptImages.None : await images.SweepAsync(sweep, cancellationToken);
            return found with
            {
                Images = [.. present.Intersect(going, StringComparer.Ordinal).Union(found.Images, StringComparer.Ordinal)],
            };
        }

        var removed = new List<string>();
        foreach (var reference in present.Intersect(going, StringComparer.Ordinal))
        {
            if (await images.RemoveAsync(reference, cancellationToken))
            {
                removed.Add(reference);
            }
        }

        var swept = sweep is not null
            ? await images.SweepAsync(sweep, cancellationToken)
            : SweptImages.None with { Notes = [$"Nothing was taken from a registry, nor what was only built: {unknown}."] };
        return swept with { Images = [.. removed, .. swept.Images] };
    }

    /// <summary>What goes from the engine, and what else; the latter is not decided while a neighbour can't be asked.</summary>
    private async Task<(IReadOnlyList<string> Going, ImageSweep? Sweep, string? Unknown)> DecideAsync(
        ImageSweep all, CancellationToken cancellationToken)
    {
        var (others, unknown) = neighbours is null
            ? (new HashSet<string>(StringComparer.Ordinal), null)
            : await neighbours.FindNeededAsync(cancellationToken);
        IReadOnlyList<string> going = [.. all.Dropped.Where(reference => !others.Contains(reference)).Order(StringComparer.Ordinal)];
        return (going, unknown is null ? all with { Kept = [.. all.Kept.Union(others, StringComparer.Ordinal)], Dropped = going } : null,
            unknown);
    }
}
