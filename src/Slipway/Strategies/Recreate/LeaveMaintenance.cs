using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Strategies.Recreate;

/// <summary>Takes the maintenance page away on the way back: only once what it hides is up, else it stays and a person is told.</summary>
internal sealed record LeaveMaintenance : Step
{
    private static readonly HideMaintenance Hide = new();

    public override string Describe() => Hide.Describe();

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var router = await context.Router.ObserveAsync(cancellationToken);
        return router.Split.Only is { } live && router.Up.Contains(live)
            ? await Hide.RunAsync(context, cancellationToken)
            : throw new RouterException($"The maintenance page stays: traffic goes to {router.Split}, and not every service is up there.");
    }
}
