using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Plans;

/// <summary>Builds the states that plans are made from.</summary>
internal sealed class State(Application application)
{
    private readonly List<ContainerState> containers = [];
    private readonly List<ReleaseRecord> releases = [];
    private Slot? live;
    private Split? split;
    private bool maintenance;
    private InterruptedRun? interrupted;

    /// <summary>A release that was once recorded in a slot.</summary>
    public State Recorded(int number, Slot slot, int? restores = null)
    {
        var at = new DateTimeOffset(2026, 3, 1, 21, number % 60, 0, TimeSpan.Zero);
        releases.Add(ReleaseRecord.Of(Begun(number, restores), slot, ConfigurationHash.Of(application), at));
        return this;
    }

    /// <summary>Containers of a release in a slot; its workers run only where asked.</summary>
    public State Holds(Slot slot, int release, bool running = true, bool workers = false, params ReadOnlySpan<string> but)
    {
        foreach (var workload in application.Workloads)
        {
            if (but.Contains(workload.Name))
            {
                continue;
            }

            var runs = running && (workload is Service || workers);
            containers.AddRange(Enumerable.Range(1, workload is Service service ? service.Replicas : 1)
                .Select(replica => SlotContainers.Describe(application, workload, slot, replica, Begun(release)))
                .Select(spec => new ContainerState
            {
                Name = spec.Name,
                Id = spec.Name,
                Image = spec.Image,
                Labels = spec.Labels,
                Status = runs ? ContainerStatus.Running : ContainerStatus.Exited,
                Address = runs ? "10.0.0.2" : null,
            }));
        }

        return this;
    }

    public State Live(Slot slot, int release)
    {
        live = slot;
        return Holds(slot, release, workers: true);
    }

    /// <summary>All traffic goes to this slot, whatever it holds.</summary>
    public State Traffic(Slot slot)
    {
        live = slot;
        return this;
    }

    /// <summary>Both slots are up and share the traffic.</summary>
    public State Shared(Split both)
    {
        split = both;
        return this;
    }

    /// <summary>The maintenance page is on.</summary>
    public State Maintained()
    {
        maintenance = true;
        return this;
    }

    public State Interrupted(RunKind run, int number, Slot? slot, string during, int? restores = null, string? strategy = null)
    {
        var start = new JournalEntry
        {
            At = new DateTimeOffset(2026, 3, 1, 22, 0, 0, TimeSpan.Zero),
            Kind = EntryKind.RunStarted,
            Run = run,
            Release = number,
            Slot = slot,
            By = Shell.User,
            Begun = Begun(number, restores) with { Strategy = strategy },
        };
        interrupted = new InterruptedRun(start, start with { Kind = EntryKind.StepStarted, Step = during, Begun = null });
        return this;
    }

    public ObservedState Observe() => new()
    {
        Router = releases.Count == 0 && live is null
            ? RouterState.NotRunning
            : split is { } both ? new RouterState(true, both, new HashSet<Slot>(Enum.GetValues<Slot>()), maintenance)
            : new RouterState(true, live is { } slot ? Split.All(slot) : Split.None, live is { } up ? new HashSet<Slot> { up } : [],
                maintenance),
        Containers = containers,
        Releases = releases,
        Interrupted = interrupted,
        LastNumber = Math.Max(releases.Select(record => record.Number).DefaultIfEmpty().Max(), interrupted?.Start.Release ?? 0),
    };

    /// <summary>A release as its run begins: its version is <c>1.number</c>, or that of the release it restores.</summary>
    public static BegunRelease Begun(int number, int? restores = null) =>
        ShopDescription.Begun(number, $"1.{(restores ?? number).ToString(CultureInfo.InvariantCulture)}") with { Restores = restores };
}
