namespace Slipway.Steps;

/// <summary>Does nothing but see to it that the maintenance page is gone when everything after it was undone.</summary>
public sealed record KeepPage : Step
{
    public override string Describe() => "Leave the maintenance page as it is";

    public override Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public override string? DescribeUndo() => new HideMaintenance().Describe();

    public override Task UndoAsync(StepContext context, CancellationToken cancellationToken) => context.Router.SetMaintenanceAsync(on: false, cancellationToken);
}
