using Slipway.Containers;
using Slipway.Verification;

namespace Slipway.Tests.Recording;

/// <summary>
/// A whole target in memory: what engine, router and keeper hold. It outlives the processes that work on it; each connects with a
/// <see cref="Fate"/>. All effects stand in one log, and after each the oracle looks whether the application is served.
/// </summary>
internal sealed class RecordingTarget
{
    public const string BaseImage = "base";

    private readonly Lock gate = new();
    private int lastAddress = 1;

    public RecordingTarget() => Router = new RecordedRouter(this);

    public VirtualTime Time { get; } = new();

    public SortedDictionary<string, RecordedContainer> Containers { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Images { get; } = new(StringComparer.Ordinal) { BaseImage };

    /// <summary>What is in a registry that Slipway started.</summary>
    public SortedSet<string> Registry { get; } = new(StringComparer.Ordinal);

    /// <summary>The state volumes of other applications on the engine, by their names.</summary>
    public Dictionary<string, RecordedFiles> Neighbours { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, IReadOnlyDictionary<string, string>> Networks { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, IReadOnlyDictionary<string, string>> Volumes { get; } = new(StringComparer.Ordinal);

    /// <summary>The keeper's state volume.</summary>
    public RecordedFiles Files { get; } = new();

    /// <summary>Who holds the lock, and how it calls itself.</summary>
    public (RecordedSession Session, string Holder)? Locked { get; set; }

    public RecordedRouter Router { get; }

    /// <summary>Every effect, in order.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What the oracle saw that must never be.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Containers into which secrets were copied, with the values.</summary>
    public Dictionary<string, List<string>> Delivered { get; } = new(StringComparer.Ordinal);

    /// <summary>Workers of which two must never run at once.</summary>
    public HashSet<string> Exclusive { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request inside the network, in order: the port and the path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Every request from outside that came to the router, in order: the host that it asked for and the path.</summary>
    public List<string> AskedFromOutside { get; } = [];

    /// <summary>Containers that end as soon as they are started.</summary>
    public HashSet<string> Dying { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it is for want of memory that they end.</summary>
    public bool OutOfMemory { get; set; }

    /// <summary>Containers that don't end when they are told to, but only when they are killed.</summary>
    public HashSet<string> Stubborn { get; } = new(StringComparer.Ordinal);

    /// <summary>Where images ask for a volume.</summary>
    public IReadOnlyList<string> ImageVolumes { get; set; } = [];

    /// <summary>Two versions must never run at once.</summary>
    public bool Alone { get; set; }

    public TimeSpan MigrationTakes { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a migration was started, by release.</summary>
    public SortedDictionary<string, int> Migrations { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the keeper ends the conversation instead of answering this request, by the request's words.</summary>
    public Func<string[], bool>? EndsConversation { get; set; }

    /// <summary>What else happens on the target right after an effect.</summary>
    public Action<string>? AfterEffect { get; set; }

    /// <summary>Who else has the address that is described; null when it is free, or published already.</summary>
    public string? AddressHolder { get; set; }

    /// <summary>Whether the router can let requests wait.</summary>
    public bool CanHold { get; set; }

    /// <summary>Where the router is published, when that is not where it is described; until the router is ensured.</summary>
    public string? PublishedAt { get; set; }

    /// <summary>Whether another certificate is given than the router has; until the router is ensured.</summary>
    public bool CertificateRenewed { get; set; }

    /// <summary>Whether TLS is described, and neither is a certificate given nor has the router one.</summary>
    public bool CertificateMissing { get; set; }

    /// <summary>What its router says that it can't render.</summary>
    public IReadOnlyList<SpecificationFault> Refused { get; set; } = [];

    public bool LockHeld => Locked is { Session.Open: true };

    /// <summary>The same target once more, at rest; its log begins anew.</summary>
    public RecordingTarget Copy()
    {
        var copy = new RecordingTarget { lastAddress = lastAddress, MigrationTakes = MigrationTakes, Alone = Alone, CanHold = CanHold };
        foreach (var (name, container) in Containers)
        {
            copy.Containers[name] = container.Copy();
        }

        foreach (var (name, labels) in Volumes)
        {
            copy.Volumes[name] = labels;
        }

        foreach (var (name, labels) in Networks)
        {
            copy.Networks[name] = labels;
        }

        foreach (var (name, content) in Files)
        {
            copy.Files[name] = content;
        }

        foreach (var (release, times) in Migrations)
        {
            copy.Migrations[release] = times;
        }

        copy.Images.UnionWith(Images);
        copy.Registry.UnionWith(Registry);
        copy.Exclusive.UnionWith(Exclusive);
        copy.Violations.AddRange(Violations);
        copy.Router.Become(Router);
        return copy;
    }

    /// <summary>The engine is killed and started again, and leaves stopped what <paramref name="stays"/> chooses of what ran.</summary>
    public void KillEngine(Func<RecordedContainer, bool> stays)
    {
        // What ran is stopped with the engine; until it is started again nobody can be served.
        Router.Fall();
        Locked = null;
        foreach (var container in Containers.Values.Where(
            container => container.Runs && (container.Role == "migration" || stays(container))))
        {
            (container.Status, container.ExitCode) = (ContainerStatus.Exited, 137);
        }
    }

    public ReleaseTarget Connect(Fate fate) => new(
        new RecordingEngine(this, fate), new RecordingRouter(this, fate), new Uri("http://application.test/"), BaseImage)
    {
        Site = new RecordedSite(this, fate),
    };

    /// <summary>What stands between a client outside and the router: what it answers; null: it lets the request through.</summary>
    public Func<ProbeAnswer?>? Outside { get; set; }

    public string NextAddress() => $"10.0.0.{++lastAddress}";

    public T Look<T>(Fate fate, Func<T> look)
    {
        lock (gate)
        {
            fate.Live();
            Settle();
            return look();
        }
    }

    /// <summary>One effect of one process.</summary>
    public void Act(Fate fate, string effect, Action apply)
    {
        lock (gate)
        {
            fate.Reach(effect);
            Settle();
            apply();
            Log.Add(effect);
            Oracle.Look(this, effect);
            AfterEffect?.Invoke(effect);
            fate.Pass(effect);
        }
    }

    /// <summary>The services' answers to a request that arrives at an address inside the network.</summary>
    public (int Status, string Body) Ask(string host, IReadOnlyDictionary<string, string> headers, string path) =>
        Router.Container is { } router && (host == router.Spec.Name || host == router.Address)
            ? Router.Answer(headers, path)
            : Containers.Values.FirstOrDefault(
                container => container.Runs && (container.Address == host || container.Spec.Name == host)) is { } container
                ? Answer(container)
                : throw new IOException("connection refused");

    public static (int Status, string Body) Answer(RecordedContainer container) =>
        container.Refuses || !Behaviour.Healthy(container.Spec.Image)
            ? (503, "not ready")
            : (200, $$"""{"version":"{{Behaviour.Version(container)}}"}""");

    private void Settle()
    {
        foreach (var container in Containers.Values.Where(container => container.Runs && container.EndsAt <= Time.GetUtcNow()))
        {
            container.Status = ContainerStatus.Exited;
            container.ExitCode = Behaviour.Migrates(container.Spec.Image) ? 0 : 1;
        }
    }
}
