using Slipway.Applications;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Steps;
using Slipway.Verification;

namespace Slipway;

// What is decided before a run begins: whether it may, and with which secrets, which the target keeps before any of them is delivered.
public sealed partial class ReleaseSession
{
    /// <summary>
    /// Refuses what could not be released in this way now: by a router that can't, beside a canary that waits, or without a secret that has
    /// to be given. Deploying asks the same; asked early, nothing is built in vain.
    /// </summary>
    /// <param name="strategy">The name of the strategy that is asked for; null for that of the description.</param>
    /// <param name="options">What is said about secrets.</param>
    /// <param name="cancellationToken">Gives up; nothing was touched.</param>
    /// <exception cref="UsageException">It could not be released now; every fault is named.</exception>
    public async Task CheckAsync(string? strategy, SecretOptions options, CancellationToken cancellationToken)
    {
        check.Require(DescriptionUse.Release);
        router.Moves = true;
        var chosen = strategies.Choose(application, strategy);
        var state = await ObserveAsync(cancellationToken);
        await OrLeaveNothingAsync(async () =>
        {
            Admission.Check(application, state, chosen, strategies, target.Router.Capabilities);
            await Admission.RequireReachableAsync(application, state, Site, cancellationToken);
            return await DecideAsync(state, options, cancellationToken);
        });
    }

    /// <summary>The live site where it is reached now. What is known of it is forgotten with its address alone.</summary>
    private LiveSite Site => site?.Address == address ? site : site = new LiveSite(target.Site, address, context.Time);

    /// <summary>Takes a keeper away again that was made for a first release which is refused.</summary>
    internal Func<CancellationToken, Task>? UnmakeKeeper { get; set; }

    private async Task<T> OrLeaveNothingAsync<T>(Func<Task<T>> decide)
    {
        try
        {
            return await decide();
        }
        catch (UsageException) when (UnmakeKeeper is { } unmake)
        {
            using var bounded = new CancellationTokenSource(context.Application.Timeouts.Compensation, context.Time);
            await unmake(bounded.Token);
            throw;
        }
    }

    /// <summary>The secrets of a release to an address that is proven.</summary>
    private async Task<ChosenSecrets> DecideAsync(ObservedState state, SecretOptions options, CancellationToken cancellationToken)
    {
        var chosen = await ChooseSecretsAsync(state, options, cancellationToken);
        await context.Router.ProveAddressAsync(cancellationToken);
        return chosen;
    }

    private async Task<ChosenSecrets> ChooseSecretsAsync(ObservedState state, SecretOptions options, CancellationToken cancellationToken) =>
        DeploySecrets.Choose(application, state, await secrets.ReadAsync(cancellationToken), options);

    /// <summary>
    /// The secrets of a release that nothing refuses any more: a value that was refused with it must not be kept as the newest.
    /// </summary>
    private async Task<IReadOnlyDictionary<string, string>?> DecideSecretsAsync(
        ObservedState state, SecretOptions options, CancellationToken cancellationToken)
    {
        var chosen = await OrLeaveNothingAsync(() => DecideAsync(state, options, cancellationToken));
        return await KeepSecretsAsync(chosen, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string>?> KeepSecretsAsync(ChosenSecrets chosen, CancellationToken cancellationToken)
    {
        foreach (var note in chosen.Notes)
        {
            observer.Note($"{note}.");
        }

        UnmakeKeeper = null;
        await secrets.KeepAsync(chosen.Values, cancellationToken);
        return chosen.Versions;
    }
}
