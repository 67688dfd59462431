using Slipway.Hosts;

namespace Slipway.Steps;

/// <summary>
/// Removes the short-lived containers that carry secrets to volumes, when a process that was killed left one behind, and volumes of secrets
/// whose container was never made or is gone.
/// </summary>
public sealed record RemoveCouriers : Step
{
    public override string Describe() => "Remove what was carrying secrets";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var volumes = context.Engine.Volumes.ListAsync(context.Names.Labels, cancellationToken);
        var containers = await context.Engine.Containers.ListAsync(context.Names.Labels, cancellationToken);
        foreach (var courier in containers.Where(container =>
            container.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.CourierRole))
        {
            await context.Engine.Containers.RemoveAsync(courier.Name, cancellationToken);
        }

        var used = containers.Select(container => ResourceNames.SecretsVolume(container.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var volume in (await volumes).Where(volume => ResourceNames.IsSecretsVolume(volume) && !used.Contains(volume)))
        {
            await context.Engine.Volumes.RemoveAsync(volume, cancellationToken);
        }

        return null;
    }
}
