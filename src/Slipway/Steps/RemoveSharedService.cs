using Slipway.Hosts;

namespace Slipway.Steps;

/// <summary>Takes away a shared service that is described no more. Its data goes only when a person asked for that too.</summary>
/// <param name="Name">The service's.</param>
/// <param name="WithData">Whether its data volume goes as well.</param>
internal sealed record RemoveSharedService(string Name, bool WithData) : Step
{
    public override string Describe() =>
        WithData ? $"Remove the shared service {Name} and its data" : $"Remove the shared service {Name}; its data stays";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var container = context.Names.SharedService(Name);
        await context.Engine.Containers.StopAsync(container, context.Application.Timeouts.Stop, cancellationToken);
        await context.Engine.Containers.RemoveAsync(container, cancellationToken);
        await context.Engine.Volumes.RemoveAsync(ResourceNames.SecretsVolume(container), cancellationToken);
        if (WithData)
        {
            await context.Engine.Volumes.RemoveAsync(context.Names.DataVolume(Name), cancellationToken);
        }

        return null;
    }
}
