using Slipway.Containers;
using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>
/// Removes images of releases beyond the retention, of those that never went live, and of builds that were never released, unless a
/// container still uses them or another application needs them; and the secrets that only such releases had. Records stay: they are
/// history. Only images that this application's own records and journal name, or that Slipway built for it, are looked at.
/// </summary>
/// <param name="Releases">Everything that went live, oldest first.</param>
/// <param name="Begun">Images of everything that was begun.</param>
/// <param name="Retention">How many releases keep their images, the live one included.</param>
internal sealed record PruneReleases(IReadOnlyList<ReleaseImages> Releases, IReadOnlyList<string> Begun, int Retention) : Step
{
    public override string Describe() => $"Remove images beyond the last {Retention} releases";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var kept = Retained().SelectMany(release => release.References).ToHashSet(StringComparer.Ordinal);
        var gone = await (context.Upkeep ?? ImageUpkeep.Of(context.Engine.Images))
            .RemoveAsync(kept, Obsolete(), new ImageSweep(), cancellationToken);
        foreach (var note in gone.Notes)
        {
            context.Observer.Note(note);
        }

        await context.Secrets.PruneAsync([.. KeptSecrets().Select(release => release.Secrets)], cancellationToken);
        return new Remark(Describe(gone));
    }

    /// <summary>References by digest that no release within the retention names.</summary>
    internal IReadOnlyList<string> Obsolete()
    {
        var kept = Retained().SelectMany(release => release.References).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Releases.SelectMany(release => release.References).Union(Begun, StringComparer.Ordinal).Where(image => !kept.Contains(image))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whose secrets stay: those of the retention, and of what the two slots may hold.</summary>
    private IEnumerable<ReleaseImages> KeptSecrets() => Retained().Concat(Releases.TakeLast(2));

    private IReadOnlyList<ReleaseImages> Retained() => ReleaseImages.Retained(Releases, Retention);

    /// <summary>Names every image: whoever has to free a disk sees what is gone, and whoever misses one sees by whom.</summary>
    private static string Describe(SweptImages gone)
    {
        string[] clauses =
        [
            .. gone.Images.Count > 0 ? [$"removed: {string.Join(", ", gone.Images)}"] : Array.Empty<string>(),
            .. gone.Manifests.Count > 0 ? [$"from the registry: {string.Join(", ", gone.Manifests)}"] : Array.Empty<string>(),
        ];
        return clauses.Length == 0 ? "nothing to remove" : string.Join("; ", clauses);
    }
}
