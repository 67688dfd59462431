namespace Slipway.Steps;

/// <summary>What was seen of the live site from where the release is run.</summary>
/// <param name="Address">Where it was looked at; null where nobody knows.</param>
/// <param name="Unconfirmed">Why nothing was seen, as a sentence without a full stop; null: it answered as it must.</param>
public sealed record LookedFromOutside(Uri? Address, string? Unconfirmed) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Unconfirmed ?? $"{Address} answers it";
}
