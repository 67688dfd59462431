using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>What steps act on.</summary>
public sealed record StepContext
{
    public required Application Application { get; init; }

    public required IContainerEngine Engine { get; init; }

    public required IRouter Router { get; init; }

    public required IJournal Journal { get; init; }

    /// <summary>Asks services from inside the application's network.</summary>
    public required ITargetProbe Probe { get; init; }

    public required ISecretStore Secrets { get; init; }

    /// <summary>Watches the public address while traffic moves.</summary>
    public required TrafficWatch Traffic { get; init; }

    /// <summary>Measures how long the maintenance page is shown.</summary>
    public required Downtime Downtime { get; init; }

    public required IReleaseObserver Observer { get; init; }

    public required TimeProvider Time { get; init; }

    public ResourceNames Names => new(Application.Name);
}
