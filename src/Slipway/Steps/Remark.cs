namespace Slipway.Steps;

/// <summary>A result that is there to be read by a person.</summary>
/// <param name="Text">As in <see cref="StepResult.Describe"/>.</param>
public sealed record Remark(string Text) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Text;
}
