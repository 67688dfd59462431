using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Steps;

/// <summary>
/// Removes a migration's container once it has ended; one that still runs is waited for, since a migration must not be cut off.
/// </summary>
internal sealed record RemoveMigration(int Release) : Step
{
    public override string Describe() => $"Remove the migration container of release {Release} once it has ended";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var name = context.Names.Migration(Release);
        await Wait.UntilAsync(context, $"the migration in {name} to end", context.Application.Timeouts.Migration,
            async token =>
                await context.Engine.Containers.FindAsync(name, token) is { IsAlive: true } ? "it still runs" : null,
            name, cancellationToken);
        await context.Engine.Containers.RemoveAsync(name, cancellationToken);
        await context.Engine.Volumes.RemoveAsync(ResourceNames.SecretsVolume(name), cancellationToken);
        return null;
    }
}
