using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Plans;

namespace Slipway;

// What a person does to all traffic at once.
public sealed partial class ReleaseSession
{
    /// <summary>Turns the maintenance page on or off. It stays so, whatever is released meanwhile.</summary>
    /// <param name="on">Whether the page is to stand before everything.</param>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="UsageException">No recorded release is live, or the proxy has no such page. Nothing was touched.</exception>
    /// <exception cref="ReleaseFailedException">The run did not reach its end; the error says whether all was undone.</exception>
    /// <exception cref="LockLostException">The lock was lost on the way; the next command ends what was begun.</exception>
    public Task SetMaintenanceAsync(bool on, string by, CancellationToken cancellationToken) =>
        SetMaintenanceAsync(on, TimeSpan.Zero, by, cancellationToken);

    /// <summary>As <see cref="SetMaintenanceAsync(bool, string, CancellationToken)"/>, with requests that wait for a while.</summary>
    /// <param name="on">Whether the page is to stand before everything.</param>
    /// <param name="queue">
    /// How long requests wait before they see the page, at most 60 s, from now on and by the proxy's own clock; 0: they see it at once.
    /// Whoever waits goes on as soon as the page is turned off. Without a meaning when that is what is asked for.
    /// </param>
    /// <param name="by">Who asks for it: user and machine.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="UsageException">Also when the router can't let requests wait. Nothing was touched.</exception>
    public async Task SetMaintenanceAsync(bool on, TimeSpan queue, string by, CancellationToken cancellationToken)
    {
        var state = await ObserveAsync(cancellationToken);
        var live = Admission.RequireMaintenance(state, target.Router.Capabilities, queue);
        await ExecuteAsync(Maintaining.Plan(live, on, queue, by), cancellationToken);
    }
}
