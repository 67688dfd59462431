using Slipway.Hosts;

namespace Slipway.Steps;

/// <summary>Removes the short-lived containers that carry secrets to volumes, when a process that was killed left one behind.</summary>
internal sealed record RemoveCouriers : Step
{
    public override string Describe() => "Remove what was carrying secrets";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        foreach (var courier in await context.Engine.Containers.ListAsync(
            context.Names.With((ResourceNames.RoleLabel, ResourceNames.CourierRole)), cancellationToken))
        {
            await context.Engine.Containers.RemoveAsync(courier.Name, cancellationToken);
        }

        return null;
    }
}
