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
    /// <summary>
    /// The application as the release is described that the run is about. Its name, router and shared services are the installation's.
    /// </summary>
    public required Application Application { get; init; }

    /// <summary>The application as it is described where the command is run; null (the default): <see cref="Application"/>.</summary>
    public Application? Installation { get; init; }

    /// <summary>
    /// The host's engine, of which only what is this application's can be seen. Refuses every change once the lock is lost.
    /// </summary>
    public required IContainerEngine Engine { get; init; }

    /// <summary>The proxy before the application. Refuses every change once the lock is lost.</summary>
    public required IRouter Router { get; init; }

    /// <summary>The memory on the target. The executor writes each step into it; a step adds only what outlives the run.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Asks services from inside the application's network.</summary>
    public required ITargetProbe Probe { get; init; }

    /// <summary>Brings secrets to containers.</summary>
    public required ISecretStore Secrets { get; init; }

    /// <summary>The tokens by which a slot without traffic is asked.</summary>
    public required IPreviewTokens Previews { get; init; }

    /// <summary>Watches the public address while traffic moves.</summary>
    public required TrafficWatch Traffic { get; init; }

    /// <summary>The live site as it is seen from here; null (the default): nobody knows where it is.</summary>
    internal LiveSite? Site { get; init; }

    /// <summary>What the router had counted when the run began. Default: nothing is known of it.</summary>
    internal TrafficBefore? Before { get; init; }

    /// <summary>Adds up what the switch costs. Default: nobody does.</summary>
    internal SwitchLedger? Ledger { get; init; }

    /// <summary>Removes images beside other applications. Null (the default): there are none.</summary>
    internal ImageUpkeep? Upkeep { get; init; }

    /// <summary>Measures how long the maintenance page is shown.</summary>
    public required Downtime Downtime { get; init; }

    /// <summary>Whoever looks on. A step tells it what it waits for, and what is worth a note.</summary>
    public required IReleaseObserver Observer { get; init; }

    /// <summary>The clock; steps know no other.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Hears each warning, for the report. Null (the default): nobody.</summary>
    internal Action<string>? Warned { get; init; }

    /// <summary>Names and labels of everything that the application has on the target.</summary>
    public ResourceNames Names => new(Application.Name);

    /// <summary>The application as one release is described: another one, perhaps, than the one that the run is about.</summary>
    /// <param name="release">Whose containers are made or started.</param>
    public Application DescribedFor(BegunRelease release) =>
        release.Description is { } description ? (Installation ?? Application).DescribedBy(description) : Application;

    /// <summary>Something that a person should mend, though the release goes on: told now, and once more at the end.</summary>
    /// <param name="message">A sentence, with what mends it.</param>
    internal void Warn(string message)
    {
        Observer.Warn(message);
        Warned?.Invoke(message);
    }
}
