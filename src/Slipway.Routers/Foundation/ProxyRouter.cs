using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routers.Hosting;
using Slipway.Routing;

namespace Slipway.Routers.Foundation;

/// <summary>
/// A router whose proxy runs in a container of its own on the application's network. What is the same before every proxy stands here: the
/// container, its ports, its replacement and its removal; the order in which a slot is admitted and withdrawn; what is refused; what a
/// proxy that does not answer counts as. A derived class says how its proxy is read, written, probed and counted. It may be called by one
/// caller at a time.
/// </summary>
/// <remarks>
/// The members that a derived class brings throw <see cref="RouterException"/> alone when the proxy does not answer or refuses, as
/// <see cref="RouterSession"/> does. Each may be cut off at any moment by the death of its process, and is then done again from the start.
/// </remarks>
/// <typeparam name="TState">What the proxy goes by.</typeparam>
public abstract partial class ProxyRouter<TState> : IRouter
    where TState : IProxyState<TState>
{
    private readonly RouterPlace place;
    private readonly RouterContainer container;
    private readonly Dictionary<Slot, SlotTally> admittedAt = [];

    /// <summary>Touches nothing.</summary>
    /// <param name="place">For which application, and where.</param>
    /// <param name="proxy">
    /// Which proxy. With <see cref="RouterCapabilities.ReplacedWithoutGap"/> it runs behind an edge, which hands it its sockets.
    /// </param>
    protected ProxyRouter(RouterPlace place, Proxy proxy)
    {
        this.place = place;
        Capabilities = proxy.Capabilities;
        Session = new RouterSession(place.OwnEngine.Containers, place.Names.Router, proxy.Verbs);
        container = new RouterContainer(place, proxy, Session.CloseAsync);
    }

    /// <inheritdoc/>
    public RouterCapabilities Capabilities { get; }

    /// <summary>The conversation with the proxy's container.</summary>
    protected RouterSession Session { get; }

    /// <summary>Names of everything that the application has on its target.</summary>
    protected ResourceNames Names => place.Names;

    /// <summary>Where the proxy is reached from outside.</summary>
    protected RouterSettings Settings => place.Settings;

    /// <inheritdoc/>
    public IReadOnlyList<SpecificationFault> Check(Application application)
    {
        var table = RoutingTable.Of(application);
        return [.. RoutingRules.FindFaults(table), .. FindFaults(table), .. Description.FindTlsFaults(application, Capabilities)];
    }

    /// <inheritdoc/>
    public Task ProveAddressAsync(CancellationToken cancellationToken) => container.ProveAddressAsync(cancellationToken);

    /// <inheritdoc/>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        EnsureAsync(Settings.Tls?.Certificate is { } pem ? new EdgeCertificate(pem) : null, cancellationToken);

    private async Task EnsureAsync(EdgeCertificate? certificate, CancellationToken cancellationToken)
    {
        await container.EnsureAsync(AnswerAsync, SaveAsync, cancellationToken);
        await SettleAsync(certificate, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (!await container.ResumeAsync(AnswerAsync, cancellationToken))
        {
            await EnsureAsync(Given(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<RouterState> ObserveAsync(CancellationToken cancellationToken)
    {
        if (!await container.IsSettledAsync(cancellationToken))
        {
            return RouterState.NotRunning;
        }

        try
        {
            var state = await ReadAsync(cancellationToken);
            var up = await LookAsync(state, cancellationToken);
            var drift = await container.FindDriftAsync(cancellationToken);
            var renewed = Given() is { } given && !await given.IsInForceAsync(Session, cancellationToken);
            var missing = Settings.Tls is { Certificate: null } && !await EdgeCertificate.IsThereAsync(Session, cancellationToken);
            var left = Capabilities.Hold ? await ReadHoldAsync(state, cancellationToken) : TimeSpan.Zero;
            TimeSpan? queue = left > TimeSpan.Zero ? left : null;
            var known = new RouterState(true, state.Split, up, state.Maintenance) { Drift = drift, Queue = queue };
            return known with { CertificateRenewed = renewed, CertificateMissing = missing };
        }
        catch (RouterException) when (!cancellationToken.IsCancellationRequested)
        {
            // The container runs but the proxy in it does not answer (it is just starting, or what it goes by is bad): no traffic flows.
            return RouterState.NotRunning;
        }
    }

    /// <inheritdoc/>
    public async Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken)
    {
        var admission = new SlotAdmission(slot, table, endpoints);
        RoutingRules.Require(admission);
        if (FindFaults(table).ToList() is { Count: > 0 } faults)
        {
            throw new RouterException($"The {slot.Label()} slot can't be admitted: {string.Join("; ", faults)}.");
        }

        await PatientlyAsync(token => PrepareAsync(admission, token), cancellationToken);
        await SlotWait.AwaitUpAsync(admission, token => ProbeAsync(admission, token), patience, place.Poller, cancellationToken);
        await AcceptAsync(await ReadAsync(cancellationToken), admission, cancellationToken);
        if (Capabilities.Statistics && !admittedAt.ContainsKey(slot))
        {
            admittedAt[slot] = await TallyAsync(slot, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task ShiftAsync(Split split, CancellationToken cancellationToken) =>
        PatientlyAsync(token => TryShiftAsync(split, token), cancellationToken);

    private async Task TryShiftAsync(Split split, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken);
        if (Enum.GetValues<Slot>().Where(slot => split.Reaches(slot) && !state.IsAdmitted(slot)).ToList() is [var missing, ..])
        {
            throw new RouterException(
                $"Traffic can't be shifted to {split}: the {missing.Label()} slot was not admitted. "
                + $"The split in force stays: {state.Split}.");
        }

        await WriteAsync(state, state.With(split), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        !await this.container.IsRunningAsync(cancellationToken) ? 0
        : Capabilities.CountsInFlight ? await CountAsync(slot, container, cancellationToken)
        : null;

    /// <inheritdoc/>
    public Task WithdrawAsync(Slot slot, CancellationToken cancellationToken) =>
        PatientlyAsync(token => TryWithdrawAsync(slot, token), cancellationToken);

    private async Task TryWithdrawAsync(Slot slot, CancellationToken cancellationToken)
    {
        if (!await container.ExistsAsync(cancellationToken))
        {
            return;
        }

        var state = await ReadAsync(cancellationToken);
        if (state.Split.Reaches(slot))
        {
            throw new RouterException(
                $"The {slot.Label()} slot can't be withdrawn: it has traffic (split: {state.Split}). Shift the traffic first.");
        }

        await ForgetAsync(state, slot, cancellationToken);
        admittedAt.Remove(slot);
    }

    /// <inheritdoc/>
    public async Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken) => Capabilities.Statistics
        ? (await TallyAsync(slot, cancellationToken)).Since(admittedAt.GetValueOrDefault(slot))
        : throw Lacks("tell the statistics of a slot");

    /// <inheritdoc/>
    public Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken) => PatientlyAsync(async token =>
    {
        var state = await ReadAsync(token);
        await WriteAsync(state, state.WithMaintenance(on), token);
    }, cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await container.RemoveAsync(cancellationToken);
        admittedAt.Clear();
    }

    /// <summary>Ends the conversation; the proxy goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Session.DisposeAsync();
    }

    /// <summary>
    /// What this proxy's configuration can't say of the table beyond <see cref="RoutingRules"/>, which may hold any values: each fault with
    /// its path in the description (<see cref="RoutingRules.PathOf"/>). Default none.
    /// </summary>
    protected virtual IEnumerable<SpecificationFault> FindFaults(RoutingTable table) => [];

    /// <summary>What the proxy goes by, from itself if it can be asked, else from its volume.</summary>
    protected abstract Task<TState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Brings <paramref name="wanted"/> into force: durable, and followed by every new request, when this returns. One thing differs: the
    /// split, the maintenance page, or a slot; or nothing does.
    /// </summary>
    /// <param name="current">What was read a moment ago.</param>
    /// <param name="wanted">What is to be in force.</param>
    /// <param name="cancellationToken">Ends the wait for the proxy.</param>
    protected abstract Task WriteAsync(TState current, TState wanted, CancellationToken cancellationToken);

    /// <summary>Asks the running proxy which admitted slots it sees up: those whose every replica answers its checks.</summary>
    protected abstract Task<IReadOnlySet<Slot>> LookAsync(TState state, CancellationToken cancellationToken);

    /// <summary>
    /// Lets the proxy know of the slot without sending it traffic that it has not, for a proxy whose own checks begin with that. Default:
    /// nothing, for replicas that <see cref="ProbeAsync"/> asks without the proxy's knowledge.
    /// </summary>
    protected virtual Task PrepareAsync(SlotAdmission admission, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// What is wrong with each of the admission's endpoints, in their order; null: nothing. Asked every 20 ms until all are up.
    /// </summary>
    protected abstract Task<IReadOnlyList<string?>> ProbeAsync(SlotAdmission admission, CancellationToken cancellationToken);

    /// <summary>
    /// Makes this all that the proxy knows of the slot, in force and durable; every replica was just seen up. Default: writes the state
    /// that has it.
    /// </summary>
    protected virtual Task AcceptAsync(TState current, SlotAdmission admission, CancellationToken cancellationToken) =>
        WriteAsync(current, current.With(admission), cancellationToken);

    /// <summary>
    /// Takes the slot, which has no traffic, out of what the proxy goes by and out of what is durable. Default: writes the state that lacks
    /// it.
    /// </summary>
    protected virtual Task ForgetAsync(TState current, Slot slot, CancellationToken cancellationToken) =>
        WriteAsync(current, current.Without(slot), cancellationToken);

    /// <summary>
    /// Throws while the proxy does not answer. Default: it does when <see cref="ReadAsync"/> does. A router that reads files asks the proxy
    /// here.
    /// </summary>
    protected virtual Task AnswerAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>
    /// Makes durable what the running proxy does, for a process that was killed half-way and for the proxy's successor. Default: writes
    /// what is read.
    /// </summary>
    protected virtual async Task SaveAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken);
        await WriteAsync(state, state, cancellationToken);
    }

    /// <summary>
    /// Brings a proxy that has just answered to what this version wants of it, whatever it was started by. Default: puts the certificate in
    /// its place and saves.
    /// </summary>
    /// <param name="certificate">The certificate that is wanted; null without TLS, or to leave the one that is there.</param>
    /// <param name="cancellationToken">Ends the wait for the proxy.</param>
    protected virtual async Task SettleAsync(EdgeCertificate? certificate, CancellationToken cancellationToken)
    {
        if (certificate is not null)
        {
            await Session.DoAsync([certificate.Save()], cancellationToken);
        }

        await SaveAsync(cancellationToken);
    }

    /// <summary>
    /// Requests under way, 0 or more: of the slot, or of its one container of this name, also if that is admitted no more. Asked only with
    /// <see cref="RouterCapabilities.CountsInFlight"/>.
    /// </summary>
    protected virtual Task<int> CountAsync(Slot slot, string? container, CancellationToken cancellationToken) =>
        throw NotBrought(nameof(CountAsync));

    /// <summary>What the proxy counted of a slot since it started. Asked only with <see cref="RouterCapabilities.Statistics"/>.</summary>
    protected virtual Task<SlotTally> TallyAsync(Slot slot, CancellationToken cancellationToken) => throw NotBrought(nameof(TallyAsync));

    /// <summary>
    /// The certificate that is wanted; null without TLS, and where none was given or it could not be used: the one that is there stays.
    /// </summary>
    private EdgeCertificate? Given() => EdgeCertificate.IfSound(Settings.Tls?.Certificate);

    private RouterException Lacks(string what) => new($"{Capabilities.Name} can't {what}; its capabilities say so.");

    private InvalidOperationException NotBrought(string member) =>
        new($"{GetType().Name} claims a capability of which it does not bring {member}.");
}
