using Slipway.Applications;
using Slipway.Nuke.Parameters.Kinds;
using Slipway.Plans;

namespace Slipway.Nuke.Components;

/// <summary>Brings an earlier release back, from any machine: what it needs to know is on the target.</summary>
public interface IRollback : IHazApplication
{
    /// <summary>1 or more; without it, the last good release before the live one.</summary>
    [Parameter("Number of the release to bring back - Default is the last good one")]
    [Number(1, int.MaxValue)]
    string? ToRelease => TryGetValue(() => ToRelease);

    /// <summary>
    /// Yes or no; without it, no: a release that was recorded without its description, and whose containers are gone, does not come back.
    /// </summary>
    [Parameter("Starts a release that was recorded without description as the application is described here: yes or no - Default is no")]
    [Flag]
    string? WithCurrentDescription => TryGetValue(() => WithCurrentDescription);

    /// <summary>Yes or no; without it, no: the release comes back with the secrets that it had.</summary>
    [Parameter("Whether the release comes back with the newest secrets, for one that has leaked: yes or no - Default is no")]
    [Flag]
    string? WithCurrentSecrets => TryGetValue(() => WithCurrentSecrets);

    /// <summary>
    /// Brings an earlier release back as it was described, and verifies it at the live site. The public address stays where it is,
    /// whatever <see cref="IHazApplication.Port"/> says.
    /// </summary>
    Target Rollback => _ => _
        .Description("Brings the last good release back, or the one that --to-release names")
        .Uses(this, DescriptionUse.Place)
        .ExecutesRun(this, async run =>
        {
            var request = run.DescribeRollback();
            var session = await run.ReopenAsync("Rollback", WayBack.ToRelease(request.ToRelease));
            await run.ShowAsync(await session.RollbackAsync(request, run.CancellationToken));
        });
}
