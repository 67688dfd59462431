namespace Slipway.Steps;

/// <summary>Brings an image to the engine by digest, so that what was built is what runs.</summary>
/// <param name="Image">Its name in the description.</param>
/// <param name="Reference">By digest; null for one that was not pushed yet: the plan can be shown, and nothing would run it.</param>
public sealed record PullImage(string Image, string? Reference) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Pull {Reference ?? $"{Image}@(not pushed yet)"}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Engine.Images.PullAsync(Reference ?? throw new InvalidOperationException($"{Image} was not pushed."),
            cancellationToken);
        return null;
    }
}
