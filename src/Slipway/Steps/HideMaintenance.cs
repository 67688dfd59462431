namespace Slipway.Steps;

/// <summary>
/// Takes the maintenance page away, and lets those who wait go on: from here on the application answers.
/// </summary>
public sealed record HideMaintenance : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Turn the maintenance page off";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        await context.Router.SetMaintenanceAsync(on: false, cancellationToken);
        await new ReleaseTraffic().RunAsync(context, cancellationToken);
        return context.Downtime.End() is { } took ? new Remark($"it was on for {took.TotalSeconds:0.0} s") : null;
    }

    /// <summary>Undone by showing the page again.</summary>
    public PlannedStep Reversible() => WithUndo(new ShowMaintenance());
}
