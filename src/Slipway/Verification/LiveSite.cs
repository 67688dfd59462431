using Slipway.Applications;
using Slipway.Observation;

namespace Slipway.Verification;

/// <summary>
/// The published site, as it is seen from where the release is run. A site that can't be reached from there before the traffic moves either
/// is no fault of what is released.
/// </summary>
internal sealed class LiveSite(ISiteProbe probe, Uri address, TimeProvider time)
{
    /// <summary>Where clients reach the application.</summary>
    public Uri Address => address;

    /// <summary>Why it could not be reached before the traffic moved; null when it was, and when nobody has looked.</summary>
    public string? Unreached { get; private set; }

    /// <summary>Whether it answered, whatever it was, before the traffic moved.</summary>
    public bool WasReached { get; private set; }

    /// <summary>
    /// Whether a release of this description looks: not where no service says its version, and not where that is left out by
    /// <see cref="VerificationSettings.FromOutside"/>.
    /// </summary>
    public static bool IsLookedAt(Application application) =>
        application.Verification.FromOutside != OutsideLook.Off && VersionQuestion.Of(application).Count > 0;

    /// <summary>
    /// Looks, once, before the traffic moves. Not before the first release and not where the application is about to be published: nothing
    /// answers there yet.
    /// </summary>
    public async Task LookBeforeAsync(Application application, ObservedState state, CancellationToken cancellationToken)
    {
        if (WasReached || Unreached is not null || !IsLookedAt(application)
            || state is not { Live: not null, Router: { Running: true, Drift: null } })
        {
            return;
        }

        var answer = await AskAsync(application, VersionQuestion.Of(application)[0], cancellationToken);
        (WasReached, Unreached) = answer.Status is null ? (false, answer.Body)
            : IsOurs(answer, state) ? (true, null)
            : (false, $"something else answers there: {answer}");
    }

    /// <summary>
    /// A live version that fails, or has no such path yet, is what a deploy may be there to mend; a proxy in between may keep the slot's
    /// name to itself.
    /// </summary>
    private static bool IsOurs(ProbeAnswer answer, ObservedState state) => answer.OfSlot || answer.Status >= 500
        || (answer.IsSuccess && Versions(state).Any(version => VersionAnswer.Check(answer.Body, version) is null));

    /// <summary>Of whatever may have traffic.</summary>
    private static IEnumerable<string> Versions(ObservedState state) =>
    [
        .. state.LiveRelease is { } live ? [live.Version] : Array.Empty<string>(),
        .. state.Paused is { } paused ? [paused.Begun.Version] : Array.Empty<string>(),
        .. state.Interrupted?.Begun is { } begun ? [begun.Version] : Array.Empty<string>(),
    ];

    /// <summary>Asks each service that says its version; null when all answer as <paramref name="version"/>.</summary>
    public async Task<SiteFault?> FindFaultAsync(Application application, string version, CancellationToken cancellationToken)
    {
        foreach (var question in VersionQuestion.Of(application))
        {
            var answer = await AskAsync(application, question, cancellationToken);
            if ((answer.IsSuccess ? VersionAnswer.Check(answer.Body, version) : answer.ToString()) is { } observed)
            {
                var host = question.Service.Route.Host is { } named ? $" as {named}" : "";
                return new SiteFault(address.At(question.Path), observed + host, answer.Status is null);
            }
        }

        return null;
    }

    private async Task<ProbeAnswer> AskAsync(Application application, VersionQuestion question, CancellationToken cancellationToken)
    {
        var timeout = application.Verification.Patience / 2;
        using var late = new CancellationTokenSource(timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await probe.GetAsync(
                address.At(question.Path), question.Service.Route.Host, application.Router.Tls?.Certificate, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeAnswer(null, $"no complete answer within {timeout.TotalSeconds:0.#} s");
        }
    }
}
