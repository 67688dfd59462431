namespace Slipway.Steps;

/// <summary>The level that a migration has brought the database to.</summary>
/// <param name="Level">The last line that it printed.</param>
public sealed record MigrationLevel(string Level) : StepResult
{
    /// <inheritdoc/>
    public override string Describe() => Level;
}
