using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>Gives the router the slot's routes and addresses and waits until the router's own checks see it up. Only the preview route leads there.</summary>
public sealed record AdmitSlot(Slot Slot) : Step
{
    public override string Describe() => $"Admit the {Slot.Label()} slot to the router, without traffic";

    public override async Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var endpoints = await Task.WhenAll(SlotContainers.Replicas(context.Application, Slot).Select(async replica =>
        {
            var (service, number, name) = replica;
            var container = await context.Engine.Containers.FindAsync(name, cancellationToken);
            return container?.Address is { } address
                ? new ServiceEndpoint(service.Name, number, name, address, service.Port)
                : throw new SlipwayException(ExitCode.Failed, $"{name} was expected to run and have an address; it is {container?.Status.ToString() ?? "gone"}.");
        }));
        await context.Router.AdmitAsync(Slot, SlotContainers.Routes(context.Application), endpoints, context.Application.Timeouts.Health, cancellationToken);
        return null;
    }

    public override string? DescribeUndo() => $"Withdraw the {Slot.Label()} slot from the router";

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) => context.Router.WithdrawAsync(Slot, cancellationToken);
}
