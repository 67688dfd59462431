using System.Text.Json.Serialization;
using Slipway.Applications;
using Slipway.Plans;

namespace Slipway.Keeper;

/// <summary>What a run releases, as the journal keeps it: all that recovery has to know of it on any machine.</summary>
public sealed record BegunRelease
{
    /// <summary>1 or more: one higher than any before; for a run about what is live, the number of that.</summary>
    public required int Number { get; init; }

    /// <summary>What the live site must answer as its version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that the images were built from.</summary>
    public required string Commit { get; init; }

    /// <summary>Image references by digest (<c>repository@sha256:…</c>), by <see cref="ImageSource.Name"/>.</summary>
    public required ImageDigestDictionary Images { get; init; }

    /// <summary>
    /// The version of each secret that its containers get, by the secret's name; null where an earlier version of Slipway began it.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>Who releases: user and machine.</summary>
    public required string By { get; init; }

    /// <summary>
    /// What belongs to it of its description, whatever is described where the command is run; null where an older version of Slipway began
    /// it, or recorded what it brings back.
    /// </summary>
    public ReleaseDescription? Description { get; init; }

    /// <summary>What the migration of this release reported; null when none ran.</summary>
    public string? MigrationLevel { get; init; }

    /// <summary>The release that this one brings back; null when it is a new one.</summary>
    public int? Restores { get; init; }

    /// <summary>The name of the strategy that it is released by; null for everything at once.</summary>
    [JsonConverter(typeof(StrategyNameConverter))]
    public string? Strategy { get; init; }

    /// <summary>Whether the maintenance page was on when it began: somebody asked for it, and it stays.</summary>
    public bool UnderMaintenance { get; init; }

    /// <summary>
    /// The number under which this content was first released: containers of a rollback are those of the release it restores.
    /// </summary>
    [JsonIgnore]
    public int Content => Restores ?? Number;

    /// <summary>A recorded release, for a run about it.</summary>
    /// <param name="record">As it stands on the target.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    public static BegunRelease Of(ReleaseRecord record, string by) => new()
    {
        Number = record.Number,
        Version = record.Version,
        Commit = record.Commit,
        Images = record.Images,
        Secrets = record.Secrets,
        By = by,
        Restores = record.Restores,
        MigrationLevel = record.MigrationLevel,
        Description = record.Description,
    };

    /// <summary>A recorded release that is to come back, under a number of its own.</summary>
    /// <param name="record">As it stands on the target.</param>
    /// <param name="number">Higher than any before.</param>
    /// <param name="by">Who runs it: user and machine.</param>
    public static BegunRelease Restoring(ReleaseRecord record, int number, string by) =>
        Of(record, by) with { Number = number, Restores = record.Number };
}
