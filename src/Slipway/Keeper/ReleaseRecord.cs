using System.Text.Json.Serialization;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Keeper;

/// <summary>
/// A release that went live; the newest one says what should be live. Written once; its own run adds what the end of its drain cost, and
/// while it is live, a deploy that changes nothing of its containers amends its description and its secrets' versions.
/// </summary>
public sealed record ReleaseRecord
{
    /// <summary>
    /// Version of this record's form. A tool refuses a record with a higher one; a further optional property does not raise it. 2 since
    /// <see cref="Strategy"/> may be any name: a tool that knows four words could not read it. 3 since there is a
    /// <see cref="Description"/>: a tool that does not know it would bring the release back with the description of another one.
    /// </summary>
    public const int CurrentSchema = 3;

    /// <summary>The version of the form that this record was written in. Default <see cref="CurrentSchema"/>.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>1 or more; higher than that of every release before.</summary>
    public required int Number { get; init; }

    /// <summary>What the live site answers as its version.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that the images were built from.</summary>
    public required string Commit { get; init; }

    /// <summary>Where it runs.</summary>
    public required Slot Slot { get; init; }

    /// <summary>Image references by digest, by image name.</summary>
    public required ImageDigestDictionary Images { get; init; }

    /// <summary>
    /// Which version of each secret its containers have, by the secret's name; null where an earlier version of Slipway recorded it. The
    /// values are in the keeper's store alone.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Secrets { get; init; }

    /// <summary>Hash of everything in the description that reaches the containers, values of secrets left out.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>What belongs to the release of its description; null in a record of schema 1 or 2.</summary>
    public ReleaseDescription? Description { get; init; }

    /// <summary>What the migration reported; null if none ran.</summary>
    public string? MigrationLevel { get; init; }

    /// <summary>
    /// The name of the strategy that it was released by; null: everything at once, as all releases were before there was a choice.
    /// </summary>
    [JsonConverter(typeof(StrategyNameConverter))]
    public string? Strategy { get; init; }

    /// <summary>
    /// How long the maintenance page was shown for it; null when it was not, or when the process that did it was cut off.
    /// </summary>
    public TimeSpan? Downtime { get; init; }

    /// <summary>
    /// What the switch to it cost; null when nothing was counted, and where an earlier version of Slipway recorded it. Written with the
    /// record, and once more when the old version is drained.
    /// </summary>
    public SwitchFigures? Figures { get; init; }

    /// <summary>The release whose content this one brought back; null for a new one.</summary>
    public int? Restores { get; init; }

    /// <summary>
    /// How many releases kept their images when it went live, 1 or more, for the neighbours that have the same ones; null where an earlier
    /// version of Slipway recorded it.
    /// </summary>
    public int? Retention { get; init; }

    /// <summary>Who released it: user and machine.</summary>
    public required string By { get; init; }

    /// <summary>When it went live.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// The number under which this content was first released: a rollback's containers are those of the release it restores.
    /// </summary>
    public int Content => Restores ?? Number;

    /// <summary>The same release as it is described now, its containers being what they are.</summary>
    /// <param name="now">As it would begin now.</param>
    internal ReleaseRecord Amended(BegunRelease now) => this with
    {
        // What had no description has one now: a tool that knows none must not take it for such a record.
        Schema = CurrentSchema,
        Commit = now.Commit,
        Images = now.Images,
        Description = now.Description,
        Secrets = Secrets is null ? null : now.Secrets,
    };

    /// <summary>The record of a release that is live from now on.</summary>
    internal static ReleaseRecord Of(BegunRelease release, Slot slot, string configurationHash, DateTimeOffset at) => new()
    {
        Number = release.Number,
        Version = release.Version,
        Commit = release.Commit,
        Slot = slot,
        Images = release.Images,
        Secrets = release.Secrets,
        ConfigurationHash = configurationHash,
        Description = release.Description,
        MigrationLevel = release.MigrationLevel,
        Strategy = release.Strategy,
        Restores = release.Restores,
        By = release.By,
        At = at,
    };
}
