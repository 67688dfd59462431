namespace Slipway.Keeper;

/// <summary>Something on the target was written by a newer Slipway than this one, which must not guess what it means.</summary>
/// <param name="what">What was written, as it begins a sentence.</param>
/// <param name="schema">The version that it bears.</param>
/// <param name="known">The newest version that this Slipway reads.</param>
public sealed class NewerSchemaException(string what, int schema, int known)
    : UsageException(
        $"{what} was written by a newer Slipway (schema {schema}; this one reads up to {known}). Use that version or a later one.")
{
    /// <summary>The version that it bears.</summary>
    public int Schema { get; } = schema;

    /// <summary>The newest version that this Slipway reads.</summary>
    public int Known { get; } = known;
}
