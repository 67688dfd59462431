using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;

namespace Slipway.Steps;

/// <summary>
/// Migrates in a one-off container of the new image. What it does to the database is never undone: a migration leaves the old version
/// working, and taking back a schema under a running application would not.
/// </summary>
internal sealed record RunMigration(Migration Migration, BegunRelease Release) : Step
{
    public override string Describe() => $"Migrate with {string.Join(' ', Migration.Command)} in a container of {Migration.Image.Name}";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var spec = SlotContainers.DescribeMigration(context.Application, Migration, Release);
        if (Migration.Secrets.Count > 0)
        {
            await context.Secrets.DeliverAsync(ResourceNames.SecretsVolume(spec.Name), Migration.Secrets, Release.Secrets,
                Migration.UserId, cancellationToken);
        }

        await StartSlot.CreateAsync(context, spec, cancellationToken);
        await context.Engine.Containers.StartAsync(spec.Name, cancellationToken);
        ContainerState? ended = null;
        await Wait.UntilAsync(context, $"the migration in {spec.Name} to end", context.Application.Timeouts.Migration,
            async token =>
            {
                // Nobody starts a one-off container again: one that is gone has ended for good.
                ended = await context.Engine.Containers.FindAsync(spec.Name, token);
                return ended is null or { Status: ContainerStatus.Exited } ? null : "it still runs";
            },
            spec.Name, cancellationToken);
        if (ended is null)
        {
            throw new MigrationFailedException(spec.Name, exitCode: null);
        }

        if (ended.ExitCode != 0)
        {
            throw new MigrationFailedException(
                spec.Name, ended.ExitCode, await Wait.LastWordsAsync(context, spec.Name, cancellationToken), ended.WhyKilled);
        }

        string? level = null;
        await foreach (var line in context.Engine.Containers.ReadLogsAsync(spec.Name, tail: 1, cancellationToken))
        {
            level = line;
        }

        await new RemoveMigration(Release.Number).RunAsync(context, cancellationToken);
        return level is null ? null : new MigrationLevel(level);
    }

    /// <summary>Undone by removing the container alone: what it did to the database stays.</summary>
    public PlannedStep Reversible() => WithUndo(new Composite("Remove the migration's container", new RemoveMigration(Release.Number)));
}
