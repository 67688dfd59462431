namespace Slipway.Steps;

/// <summary>Starts the router if it does not run and brings its routes to the description. The split stays as it is.</summary>
public sealed record ConfigureRouter : Step
{
    public override string Describe() => "Make sure that the router runs with the application's routes";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.EnsureAsync(SlotContainers.Routes(context.Application), cancellationToken);
        return null;
    }
}
