using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;

namespace Slipway;

// What is taken away, and what is told of what stays.
public sealed partial class ReleaseSession
{
    /// <summary>Removes the idle slot and the images beyond the retention.</summary>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it; what is left is left to the next cleanup.</param>
    /// <exception cref="UsageException">A canary waits, or the retention has a fault. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public Task CleanupAsync(string by, CancellationToken cancellationToken) =>
        CleanupAsync(shared: null, withData: false, by, cancellationToken);

    /// <summary>As <see cref="CleanupAsync(string, CancellationToken)"/>, and removes a shared service that is described no more.</summary>
    /// <param name="shared">The service's name; null removes none.</param>
    /// <param name="withData">Whether its data volume goes too, which nothing brings back.</param>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it; what is left is left to the next cleanup.</param>
    /// <exception cref="UsageException">Also when there is no such service, or it is described. Nothing was touched.</exception>
    public async Task CleanupAsync(string? shared, bool withData, string by, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Retention);
        var state = await ObserveAsync(cancellationToken);
        Admission.RefuseBesidePaused(state, strategies);
        if (shared is not null)
        {
            await RequireLeftAsync(state, shared, withData, cancellationToken);
        }

        if (state.LiveRelease is { } live)
        {
            await ExecuteAsync(Cleaning.Plan(application, state, live, shared, withData, by), cancellationToken);
        }
    }

    /// <summary>Whether there is such a service, and nothing needs it by the description.</summary>
    private async Task RequireLeftAsync(ObservedState state, string shared, bool withData, CancellationToken cancellationToken)
    {
        var undescribed = state.SharedServices
            .Select(container => container.Labels.GetValueOrDefault(ResourceNames.WorkloadLabel)).OfType<string>()
            .Where(name => !SharedDrift.IsDescribed(application, name)).Order(StringComparer.Ordinal).ToList();
        var fault = SharedDrift.IsDescribed(application, shared)
            ? $"{shared} is described: take it out of the description first"
            : undescribed.Contains(shared, StringComparer.Ordinal) || (withData && await HasDataAsync(shared, cancellationToken)) ? null
            : $"there is no shared service {shared} that is not described; "
                + (undescribed.Count == 0 ? "all that are there are" : $"there is {string.Join(", ", undescribed)}");
        if (fault is not null || state.LiveRelease is null)
        {
            throw new UsageException(
                new SpecificationFault("--shared", fault ?? "no recorded release is live; `Reset` removes everything"));
        }
    }

    private async Task<bool> HasDataAsync(string shared, CancellationToken cancellationToken)
    {
        var names = new ResourceNames(application.Name);
        return (await owned.Volumes.ListAsync(names.Labels, cancellationToken)).Contains(names.DataVolume(shared), StringComparer.Ordinal);
    }

    /// <summary>That a release does not move them: whoever changed a description should not believe that it is so now.</summary>
    private async Task WarnOfSharedDriftAsync(ObservedState state, CancellationToken cancellationToken)
    {
        foreach (var sentence in await SharedDrift.DescribeAsync(application, state, owned.Images, cancellationToken))
        {
            context.Warn(sentence);
        }
    }

    /// <summary>Steps on several containers may warn at once.</summary>
    private void Keep(string warning)
    {
        lock (warnings)
        {
            warnings.Add(warning);
        }
    }
}
