using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.EndToEnd.Deployer;
using Slipway.Hosts;
using Slipway.Reporting;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// What must be so on a target between two commands: by the tool's status, by the site, and by what the engine has of the application.
/// </summary>
internal sealed class AtRest
{
    private readonly ShopOnTarget shop;
    private readonly StatusReport status;
    private readonly List<string> faults = [];

    private AtRest(ShopOnTarget shop, StatusReport status) => (this.shop, this.status) = (shop, status);

    private Application Application => status.Application;

    /// <summary>
    /// Fails unless exactly one slot serves <paramref name="version"/>, complete and by all accounts, nothing is interrupted or under way,
    /// and the application's containers, volumes and networks are those that belong there, no more and no less.
    /// </summary>
    public static async Task ExpectAsync(ShopOnTarget shop, string version)
    {
        var rest = new AtRest(shop, await shop.ReadStatusAsync());
        if (rest.CheckStatus(version) is { } live)
        {
            await rest.CheckSiteAsync(version, live);
            var idle = rest.CheckSlots(live);
            await rest.CheckResourcesAsync(live, idle);
        }

        Assert.True(rest.faults.Count == 0, $"{version} is to be live and at rest:\n{string.Join('\n', rest.faults)}");
    }

    /// <summary>
    /// Fails when the engine has an image of this application that neither a container nor a rollback within the retention needs.
    /// </summary>
    public static async Task ExpectNoOrphanImagesAsync(ShopOnTarget shop)
    {
        var report = await shop.ReadStatusAsync();
        var kept = report.State.Releases.Select(record => record.Content).Distinct().OrderDescending().Take(report.Application.Retention)
            .ToHashSet();
        var needed = report.State.Releases.Where(record => kept.Contains(record.Content)).SelectMany(record => record.Images.Values)
            .Concat(report.State.Containers.Select(container => container.Image)).ToHashSet(StringComparer.Ordinal);
        var asked = (await shop.ReadJournalAsync()).SelectMany(entry => entry.Begun?.Images.Values ?? []).ToHashSet(StringComparer.Ordinal);
        var there = await DockerClient.RunAsync("images", "--digests", "--format", "{{.Repository}}@{{.Digest}}");
        Assert.Equal([], asked.Except(needed, StringComparer.Ordinal).Intersect(there, StringComparer.Ordinal));
    }

    private Slot? CheckStatus(string version)
    {
        var (state, router) = (status.State, status.State.Router);
        Expect(status.Interrupted is null, $"interrupted: {status.Interrupted}");
        Expect(status.Holder is null, $"the lock is held by {status.Holder}");
        Expect(state.Paused is null, $"{state.Paused}");
        Expect(!router.Maintenance, "the maintenance page is on");
        Expect(router.Split.Only is not null, $"traffic goes to {router.Split}");
        Expect(state.LiveRelease?.Version == version, $"recorded as live is {state.LiveRelease?.Version}");
        return router.Split.Only;
    }

    /// <summary>Every service answers from the live slot, as the release whose content it is.</summary>
    private async Task CheckSiteAsync(string version, Slot live)
    {
        var answer = await shop.AskAsync();
        var expected = new LiveAnswer(version, status.State.LiveRelease?.Content.ToString(CultureInfo.InvariantCulture), live.Label());
        Expect(answer == expected, $"the site answers {answer} instead of {expected}");
        var api = await shop.AskApiAsync();
        Expect((api.Release, api.Slot) == (expected.Release, expected.Slot),
            $"{ShopDescription.ApiPath} answers {api} instead of {expected}");
    }

    /// <summary>Returns the idle slot.</summary>
    private SlotState CheckSlots(Slot live)
    {
        var (serving, idle) = (status.State.In(live), status.State.In(live.Other()));
        foreach (var workload in Application.Workloads)
        {
            Expect(serving.Runs(workload), $"{workload.Name} does not run, or not all of it, in the {live.Label()} slot");
        }

        Expect(serving.Release == status.State.LiveRelease?.Content, $"the {live.Label()} slot holds release {serving.Release}");
        Expect(idle.IsEmpty || idle.Release is not null, $"the {idle.Slot.Label()} slot holds a mixture");
        var running = idle.Containers.Where(container => container.Status == ContainerStatus.Running).ToList();
        Expect(running.TrueForAll(container => container.Labels[ResourceNames.RoleLabel] != "worker"),
            $"a worker runs in the {idle.Slot.Label()} slot");
        // Kept warm, or stopped by a way to release that stops it; and either way all of it: half a slot is no way back.
        var stopped = Application.Retire != RetirePolicy.KeepWarm || status.State.LiveRelease?.Strategy is "recreate" or "rolling";
        Expect(idle.IsEmpty || Application.Services.All(idle.Runs) || (stopped && running.Count == 0),
            $"of the {idle.Slot.Label()} slot there run only: {string.Join(", ", running.Select(container => container.Name))}");
        return idle;
    }

    private async Task CheckResourcesAsync(Slot live, SlotState idle)
    {
        var names = shop.Names;
        string[] secretive =
        [
            .. Application.SharedServices.Select(shared => names.SharedService(shared.Name)), .. InSlot(live),
            .. idle.Containers.Select(container => container.Name),
        ];
        // A proxy that can be given its listening sockets has them from a container of their own.
        var edge = Application.Router.Kind is RouterKind.HAProxy or RouterKind.Nginx;
        string[] expected =
        [
            .. edge ? [$"container {names.Edge}", $"volume {names.EdgeVolume}"] : Array.Empty<string>(),
            .. new[] { names.Keeper, names.Router }.Concat(secretive).Select(container => $"container {container}"),
            .. new[] { names.StateVolume, names.RouterVolume }
                .Concat(Application.SharedServices.Where(shared => shared.DataPath is not null)
                    .Select(shared => names.DataVolume(shared.Name)))
                .Concat(secretive.Select(ResourceNames.SecretsVolume)).Select(volume => $"volume {volume}"),
            $"network {names.Network}",
        ];
        var there = await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={names.Application}");
        faults.AddRange(there.Except(expected, StringComparer.Ordinal).Select(orphan => $"has no business here: {orphan}"));
        faults.AddRange(expected.Except(there, StringComparer.Ordinal).Select(missing => $"is missing: {missing}"));
    }

    private IEnumerable<string> InSlot(Slot slot) =>
        Application.Services
            .SelectMany(service => Enumerable.Range(1, service.Replicas).Select(replica => shop.Names.Slot(service.Name, slot, replica)))
            .Concat(Application.Workers.Select(worker => shop.Names.Slot(worker.Name, slot)));

    private void Expect(bool condition, string otherwise)
    {
        if (!condition)
        {
            faults.Add(otherwise);
        }
    }
}
