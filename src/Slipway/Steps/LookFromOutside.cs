using Slipway.Verification;
using Slipway.Waiting;

namespace Slipway.Steps;

/// <summary>
/// Asks the live site for its version from where the release is run: at the public address, by the host names of the routes. A site that
/// was reached before the traffic moved must answer now.
/// </summary>
/// <param name="Version">What must be answered.</param>
public sealed record LookFromOutside(string Version) : Step
{
    /// <inheritdoc/>
    public override string Describe() => $"Look from outside whether the live site answers version {Version}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Site is not { } site)
        {
            return new LookedFromOutside(null, "skipped: nobody knows where the live site is");
        }

        if (site.Unreached is { } reason)
        {
            return new LookedFromOutside(site.Address,
                $"{site.Address} was not looked at from outside: it can't be reached from here, and could not be before the switch "
                    + $"({reason})");
        }

        SiteFault? fault = null;
        try
        {
            await Wait.UntilAsync(
                context, $"{site.Address} to answer version {Version} from here", context.Application.Verification.Patience,
                async token => (fault = await site.FindFaultAsync(context.Application, Version, token)) is null
                    ? null
                    : $"{fault.Observed} at {fault.Address}",
                container: null, cancellationToken);
        }
        catch (WaitTimedOutException) when (fault is { IsUnreachable: true } && !site.WasReached)
        {
            return new LookedFromOutside(site.Address, $"{site.Address} was not looked at from outside: it can't be reached from here "
                + $"({fault.Observed}). Verification.FromOutside says whether that is expected");
        }

        return new LookedFromOutside(site.Address, Unconfirmed: null);
    }
}
