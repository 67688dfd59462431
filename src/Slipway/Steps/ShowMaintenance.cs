namespace Slipway.Steps;

/// <summary>Puts the maintenance page before the application; from here on its downtime is measured.</summary>
public sealed record ShowMaintenance : Step
{
    /// <inheritdoc/>
    public override string Describe() => "Turn the maintenance page on";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Downtime.Begin();
        await context.Router.SetMaintenanceAsync(on: true, cancellationToken);
        return null;
    }

    /// <summary>Undone by taking the page away.</summary>
    public PlannedStep Reversible() => WithUndo(new HideMaintenance());
}
