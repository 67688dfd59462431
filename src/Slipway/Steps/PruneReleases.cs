using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>
/// Removes images of releases beyond the retention, unless a container still uses them. Records stay: they are history. Only repositories
/// that this application's own records name are looked at.
/// </summary>
public sealed record PruneReleases(IReadOnlyList<ReleaseRecord> Releases, int Retention) : Step
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

    /// <summary>References by digest that only releases beyond the retention name.</summary>
    internal IReadOnlyList<string> Obsolete()
    {
        var contents = Releases.Select(record => record.Content).Distinct().OrderDescending().Take(Retention).ToHashSet();
        var kept = Releases.Where(record => contents.Contains(record.Content)).SelectMany(record => record.Images.Values).ToHashSet(StringComparer.Ordinal);
        return [.. Releases.SelectMany(record => record.Images.Values).Distinct(StringComparer.Ordinal).Where(image => !kept.Contains(image)).Order(StringComparer.Ordinal)];
    }
}
