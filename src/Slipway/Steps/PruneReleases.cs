using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>
/// Removes images of releases beyond the retention and of those that never went live, unless a container still uses them, and the secrets
/// that only such releases had. Records stay: they are history. Only images that this application's own records and journal name are
/// looked at.
/// </summary>
/// <param name="Releases">Everything that went live, oldest first.</param>
/// <param name="Begun">Images of everything that was begun.</param>
/// <param name="Retention">How many releases keep their images, the live one included.</param>
internal sealed record PruneReleases(IReadOnlyList<ReleaseImages> Releases, IReadOnlyList<string> Begun, int Retention) : Step
{
    public override string Describe() => $"Remove images beyond the last {Retention} releases";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var reference in Obsolete())
        {
            if (await context.Engine.Images.RemoveAsync(reference, cancellationToken))
            {
                removed++;
            }
        }

        await context.Secrets.PruneAsync([.. KeptSecrets().Select(release => release.Secrets)], cancellationToken);
        return new Remark($"{removed} removed");
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

    private IReadOnlyList<ReleaseImages> Retained()
    {
        var contents = Releases.Select(release => release.Content).Distinct().OrderDescending().Take(Retention).ToHashSet();
        return [.. Releases.Where(release => contents.Contains(release.Content))];
    }
}
