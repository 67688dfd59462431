using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway;

// What is looked at and left as it is, before something is released.
public sealed partial class ReleaseEngine
{
    /// <summary>
    /// What a deploy of <paramref name="request"/> would do now; touches nothing. What would be refused is refused here too, but for images
    /// that were not pushed yet: of the version that is live, they are taken for those of what is live.
    /// </summary>
    /// <param name="request">What would be released.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What would be run, one after another: bringing the target to rest, migrating, releasing. Plans without steps too; no step in any of
    /// them where a deploy would do nothing. After a run that was cut off, the end that is put to it alone: what comes then is planned by
    /// what it leaves.
    /// </returns>
    /// <exception cref="UsageException">It would be refused; every fault is named.</exception>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    public async Task<IReadOnlyList<Plan>> PlanDeployAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        Admission.RequireDigests(request);
        var strategy = strategies.Choose(application, request.Strategy);
        var (state, kept) = await keeper.ExistsAsync(cancellationToken)
            ? await ReadStateAndSecretsAsync(cancellationToken)
            : (ObservedState.Nothing, KeptSecrets.None());
        if (await FindRestAsync(state, request.By, cancellationToken) is { } ending)
        {
            return [ending];
        }

        Admission.Check(application, state, strategy, strategies, target.Router.Capabilities);
        await Admission.RequireReachableAsync(
            application, state, new LiveSite(target.Site, target.PublicAddress, time), cancellationToken);
        var secrets = DeploySecrets.Choose(application, state, kept, request.Secrets);
        NoteWhatADeployMeets(state, secrets);
        foreach (var sentence in await FindSharedDriftAsync(state, cancellationToken))
        {
            observer.Note(sentence);
        }

        var release = request.Begin(state.LastNumber + 1, ReleaseDescription.Of(application), secrets.Versions);
        await engine.RefuseStrangersAsync([.. Claims.Of(application), .. Claims.OfMigration(application, release.Number)],
            cancellationToken);
        Plan?[] rest = [Reviving.Plan(application, state, request.By)];
        if (Converged.Describe(application, state, request, secrets.Versions) is { } reason)
        {
            var changes = ComparedRelease.FindChanges(application, state, request, secrets.Versions);
            var amending = Amending.Plan(application, state, request, secrets.Versions, changes);
            string?[] sentences =
            [
                $"{reason}: there is nothing to switch.", Amending.Describe(amending), .. DeploySecrets.Describe(application, changes),
            ];
            observer.Note(string.Join(' ', sentences.OfType<string>()));
            Plan?[] own = [Migrating.PlanNewServices(application, state, request.By), amending ?? Republishing.Plan(state, request.By)];
            return [.. rest.Concat(own).OfType<Plan>()];
        }

        return [.. rest.OfType<Plan>(), Migrating.Plan(application, state, release), strategy.Plan(application, state, release)];
    }

    /// <summary>
    /// Asks the live site, from here, for the version of each service that says one, whatever
    /// <see cref="VerificationSettings.FromOutside"/> is; touches nothing. Each answer has half of
    /// <see cref="VerificationSettings.Patience"/>.
    /// </summary>
    /// <param name="address">Where clients reach the application.</param>
    /// <param name="live">What should be live there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LiveSiteException">It answers another version, or not.</exception>
    public async Task VerifyLiveAsync(Uri address, ReleaseRecord live, CancellationToken cancellationToken)
    {
        var site = new LiveSite(target.Site, address, time);
        if (await site.FindFaultAsync(application.DescribedBy(live.Description), live.Version, cancellationToken) is { } fault)
        {
            throw new LiveSiteException(fault.Address, live.Version, fault.Observed, fault.IsUnreachable);
        }
    }

    /// <summary>In what two releases differ; touches nothing.</summary>
    /// <param name="from">The number of the one; null for what is live.</param>
    /// <param name="to">The number of the other.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UsageException">There is no such release, or nothing is live.</exception>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    public async Task<ReleaseComparison> CompareAsync(int? from, int to, CancellationToken cancellationToken)
    {
        await RequireReleasedAsync(cancellationToken);
        var state = await ReadStateAsync(cancellationToken);
        var after = ComparedRelease.Of(application, state, Rollback.Find(state, to, "--to"));
        return Compared(state, from).CompareWith(after);
    }

    /// <summary>In what a release differs from what would be released now; touches nothing.</summary>
    /// <param name="from">The number of the release; null for what is live.</param>
    /// <param name="request">What would be released. An image of the same version that is not pushed yet is taken for the same.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UsageException">There is no such release, or nothing is live.</exception>
    /// <exception cref="EngineUnreachableException">The host's engine does not answer.</exception>
    public async Task<ReleaseComparison> CompareAsync(int? from, ReleaseRequest request, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        await RequireReleasedAsync(cancellationToken);
        var (state, kept) = await ReadStateAndSecretsAsync(cancellationToken);
        var before = Compared(state, from);
        string[] interrupted = state.Interrupted is null ? [] : [$"{await DescribeInterruptedAsync(state, cancellationToken)}"];
        var secrets = DeploySecrets.Find(application, state, kept, request.Secrets);
        var compared = before.CompareWith(ComparedRelease.Of(application, request, secrets.Versions!, before));
        return compared with { Notes = [.. interrupted, .. compared.Notes, .. secrets.Notes.Select(note => $"{note}.")] };
    }

    /// <summary>
    /// How the next command ends a run that was cut off; null where none was. Steps that its outcome decides can't be told before.
    /// </summary>
    private async Task<Plan?> FindRestAsync(ObservedState state, string by, CancellationToken cancellationToken)
    {
        if (state.Interrupted is not { Begun: { } begun })
        {
            return null;
        }

        observer.Note(
            $"{await DescribeInterruptedAsync(state, cancellationToken)} These are the steps of that. The release's own steps follow them, "
                + "and are planned once they are done, by what they leave.");
        // Where the router does not run, nobody knows yet where it leads.
        return state.Router.Running || state.Releases.Count == 0
            ? Recovery.Plan(application, state, by, strategies)
            : new Plan { Kind = RunKind.Recovery, Release = begun with { By = by }, Steps = [new EnsureRouter()] };
    }

    /// <summary>What was cut off, where, and what becomes of it: sentences.</summary>
    private async Task<string> DescribeInterruptedAsync(ObservedState state, CancellationToken cancellationToken)
    {
        await using var session = await keeper.OpenAsync(cancellationToken);
        var holder = await session.FindHolderAsync(cancellationToken);
        var status = new StatusReport(application, state, Holder: null, target.AddressOf(application, state.Router));
        var becomes = state.Closed is { } closed && state.Releases.Count > 0
            ? $"The {closed.Part} {closed.State}: the next `Deploy` or `Rollback` brings it back first, and goes by where it then sends "
                + "the traffic."
            : status.WhatBecomesOfIt;
        return holder is null
            ? $"Interrupted: {state.Interrupted}. {becomes}"
            : $"Under way: {holder.Command} by {holder.By} since {holder.Since:HH:mm:ss} UTC. What follows is so if it is cut off now.";
    }

    /// <summary>
    /// One side by its number, or what is live: after a run that was cut off, what is so once the next command has ended it.
    /// </summary>
    private ComparedRelease Compared(ObservedState state, int? number) => number is { } asked
        ? ComparedRelease.Of(application, state, Rollback.Find(state, asked, "--from"))
        : Finishing(state) is { } finishing ? ComparedRelease.Of(finishing)
        : ComparedRelease.Of(application, state, state.LiveRelease ?? throw new UsageException(
            new SpecificationFault("--from", "no recorded release is live: the number of a release is expected")));

    /// <summary>What a recovery makes live for good: all traffic goes there already, and its record is missing.</summary>
    private static BegunRelease? Finishing(ObservedState state) => state.Interrupted is { Begun: { } begun, Start.Slot: { } slot }
        && state.Router.Split.Only == slot && state.LiveRelease?.Number != begun.Number ? begun : null;

    private async Task RequireReleasedAsync(CancellationToken cancellationToken)
    {
        if (!await keeper.ExistsAsync(cancellationToken))
        {
            throw new UsageException($"{application.Name} was never released on {engine.Endpoint}: there is nothing to compare.");
        }
    }

    private async Task<ObservedState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var session = await keeper.OpenAsync(cancellationToken);
        return await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken);
    }

    private async Task<(ObservedState State, KeptSecrets Kept)> ReadStateAndSecretsAsync(CancellationToken cancellationToken)
    {
        await using var session = await keeper.OpenAsync(cancellationToken);
        return (await ObservedStateReader.ReadAsync(names, target.Engine, target.Router, session, cancellationToken),
            await new TargetSecretStore(names, engine, session, target.BaseImage).ReadAsync(cancellationToken));
    }

    /// <summary>A recipe whose folder can't be read is the deploy's to tell.</summary>
    private async Task<IReadOnlyList<string>> FindSharedDriftAsync(ObservedState state, CancellationToken cancellationToken)
    {
        try
        {
            return await SharedDrift.DescribeAsync(application, state, engine.Images, cancellationToken);
        }
        catch (ImageBuildException)
        {
            return [];
        }
    }

    private void NoteWhatADeployMeets(ObservedState state, ChosenSecrets secrets)
    {
        if (state.Closed is { } closed && state.Releases.Count > 0)
        {
            observer.Note(
                $"The {closed.Part} {closed.State}. A deploy brings it back first and goes by where it then sends the traffic; this plan "
                    + "is that of a target on which nothing is live.");
        }

        if (state.Router.Drift is { } drift)
        {
            observer.Note($"{drift}: a deploy moves it there.");
        }

        if (state.Router.CertificateRenewed)
        {
            observer.Note("Another certificate is given than the router has: a deploy brings it into force.");
        }

        foreach (var note in secrets.Notes)
        {
            observer.Note($"{note}.");
        }

        if (Recollection.Forgotten(application, state) is { Count: > 0 } forgotten)
        {
            var several = forgotten.Count > 1;
            observer.Note(
                $"{(several ? "Releases" : "Release")} {string.Join(", ", forgotten)} {(several ? "were" : "was")} recorded without "
                    + "description: once the containers are gone, a rollback there needs --with-current-description.");
        }
    }
}
