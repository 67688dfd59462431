using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>
/// Removes images of releases beyond the retention and of those that never went live, unless a container still uses them. Records stay: they
/// are history. Only images that this application's own records and journal name are looked at.
/// </summary>
/// <param name="Releases">Everything that went live, oldest first.</param>
/// <param name="Begun">Images of everything that was begun.</param>
/// <param name="Retention">How many releases keep their images, the live one included.</param>
public sealed record PruneReleases(IReadOnlyList<ReleaseRecord> Releases, IReadOnlyList<string> Begun, int Retention) : Step
{
    public override string Describe() => $"Remove images beyond the last {Retention} releases";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var reference in Obsolete())
        {
            if (await context.Engine.Images.RemoveAsync(reference, cancellationToken))
            {
                removed++;
            }
        }

        return $"{removed} removed";
    }

    /// <summary>References by digest that no release within the retention names.</summary>
    internal IReadOnlyList<string> Obsolete()
    {
        var contents = Releases.Select(record => record.Content).Distinct().OrderDescending().Take(Retention).ToHashSet();
        var kept = Releases.Where(record => contents.Contains(record.Content)).SelectMany(record => record.Images.Values).ToHashSet(StringComparer.Ordinal);
        return [.. Releases.SelectMany(record => record.Images.Values).Union(Begun, StringComparer.Ordinal).Where(image => !kept.Contains(image)).Order(StringComparer.Ordinal)];
    }
}
