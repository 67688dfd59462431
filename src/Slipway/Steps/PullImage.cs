namespace Slipway.Steps;

/// <summary>Brings an image to the engine by digest, so that what was built is what runs.</summary>
public sealed record PullImage(string Reference) : Step
{
    public override string Describe() => $"Pull {Reference}";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Engine.Images.PullAsync(Reference, cancellationToken);
        return null;
    }
}
