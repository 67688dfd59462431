using Slipway.Applications;

namespace Slipway.Routing;

/// <summary>
/// The proxy before the application. One router serves one application; it holds what it was told of both slots and the split between them.
/// All of it is durable: it survives a restart of the proxy and of the engine. Nothing here may close a listening socket or lose a request
/// that is under way.
/// </summary>
public interface IRouter : IAsyncDisposable
{
    /// <summary>The port that every router listens on inside its container, where probes of the application's network reach it.</summary>
    const int InnerPort = 8080;

    /// <summary>The port inside its container where it listens for TLS when <see cref="RouterSettings.Tls"/> is set.</summary>
    const int InnerTlsPort = 8443;

    /// <summary>What this proxy can do. Asks nobody, and never changes.</summary>
    RouterCapabilities Capabilities { get; }

    /// <summary>
    /// What this router can't render of a description: how many routes and replicas, which letters and how many of them in names, hosts and
    /// paths, the canary's mark, the certificate. Asks nobody and touches nothing. The description may have any other faults too.
    /// </summary>
    /// <param name="application">The description, with whatever other faults it may have.</param>
    /// <returns>Each fault with its path; none when the router takes whatever a release of this description tells it.</returns>
    IReadOnlyList<SpecificationFault> Check(Application application);

    /// <summary>
    /// Returns when the described address is published, or once the engine itself has proven, on its own host, that it can be. What is
    /// published now stays so. An address of which an open one is a part can't be proven before that one closes.
    /// </summary>
    /// <exception cref="SpecificationException">
    /// It can't be published; each fault has the address, and who has it if that can be told.
    /// </exception>
    /// <param name="cancellationToken">Gives up the proof; what was made for it is taken away.</param>
    Task ProveAddressAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Starts the proxy if it does not run; publishes it at the described address; puts the image of this version of Slipway in the place
    /// of another one where that costs no request (see <see cref="RouterCapabilities.ReplacedWithoutGap"/>). What it was told before stays
    /// in force.
    /// </summary>
    /// <exception cref="SpecificationException">
    /// The address can't be published. That is proven before an open one closes; where it fails after the proof, what was open is opened
    /// again.
    /// </exception>
    /// <param name="cancellationToken">Gives up; a proxy that is being replaced is settled by the next call.</param>
    /// <exception cref="RouterException">The proxy did not come up in time, or refuses what it is to go by.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Starts the proxy if it does not run, and leaves it where it is published, wherever that is described: for every command but one that
    /// releases a new version. Where nothing is published, or where it is described, as <see cref="EnsureAsync"/>. Default: that; a router
    /// that reports a <see cref="RouterState.Drift"/> brings its own.
    /// </summary>
    /// <param name="cancellationToken">Gives up; a proxy that is being replaced is settled by the next call.</param>
    /// <exception cref="RouterException">The proxy did not come up in time, or refuses what it is to go by.</exception>
    Task ResumeAsync(CancellationToken cancellationToken) => EnsureAsync(cancellationToken);

    /// <summary>
    /// What the running proxy does now. A proxy that does not run or was never set up is reported as such, not thrown; one whose
    /// replacement was cut short counts as not running, so that <see cref="EnsureAsync"/> comes before any decision.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<RouterState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Makes this the whole of what the proxy knows of a slot: its routes, and where each replica of its services is. Returns once the
    /// proxy's own checks see every replica up. Replicas that are named no more get no new request; requests under way on them go on to
    /// their end. A slot without a share of the split gets no traffic but that of the preview route.
    /// </summary>
    /// <param name="slot">Which of the two.</param>
    /// <param name="table">The slot's routes.</param>
    /// <param name="endpoints">Every replica that may get requests; each route needs at least one.</param>
    /// <param name="patience">How long to wait until the proxy sees all of them up.</param>
    /// <param name="cancellationToken">Gives up; what is in force for traffic stays in force.</param>
    /// <exception cref="RouterException">
    /// A route's service has no endpoint, or an endpoint no route; the proxy refuses the configuration; or <paramref name="patience"/> ran
    /// out: the message names the service and what the proxy saw. What was in force for traffic before stays in force.
    /// </exception>
    Task AdmitAsync(
        Slot slot, RoutingTable table, IReadOnlyList<ServiceEndpoint> endpoints, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>
    /// Returns once every new request follows <paramref name="split"/>; durable before it returns. Requests under way stay where they are.
    /// </summary>
    /// <param name="split">What is to be in force.</param>
    /// <param name="cancellationToken">Gives up; either split is in force then.</param>
    /// <exception cref="RouterException">A slot with a share, or the canary's, was not admitted; or the proxy refuses.</exception>
    Task ShiftAsync(Split split, CancellationToken cancellationToken);

    /// <summary>
    /// Requests under way: of a slot, or of the one container of it that is named. Null when this proxy can't tell (see
    /// <see cref="RouterCapabilities.CountsInFlight"/>). 0 when the proxy does not run. Never too few; what ended less than a second ago
    /// may still be among them.
    /// </summary>
    /// <param name="slot">Which of the two.</param>
    /// <param name="container">The name of one of its containers; null for all together.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<int?> CountInFlightAsync(Slot slot, string? container, CancellationToken cancellationToken);

    /// <summary>Forgets a slot that gets no traffic, before its containers go.</summary>
    /// <param name="slot">Which of the two; one that was never admitted is fine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RouterException">The split sends traffic to the slot; or the proxy refuses.</exception>
    Task WithdrawAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>
    /// Requests, errors and latency of a slot since the proxy started, or since this object admitted the slot. Neither what bears
    /// <see cref="OwnRequest.Header"/> nor what comes over the preview route is counted.
    /// </summary>
    /// <param name="slot">Which of the two.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RouterException">The proxy lacks <see cref="RouterCapabilities.Statistics"/>, or does not answer.</exception>
    Task<SlotStatistics> ReadStatisticsAsync(Slot slot, CancellationToken cancellationToken);

    /// <summary>Answers every request with a maintenance page (503 with Retry-After) while on.</summary>
    /// <param name="on">Whether the page is to stand before everything.</param>
    /// <param name="cancellationToken">Gives up; the page may stand there or not.</param>
    /// <exception cref="RouterException">The proxy refuses, or does not answer.</exception>
    Task SetMaintenanceAsync(bool on, CancellationToken cancellationToken);

    /// <summary>
    /// Lets new requests wait, and go on by themselves after <paramref name="limit"/> (more than 0, at most 60 s) by the proxy's own clock,
    /// so that a process that dies can't leave them waiting. <see cref="TimeSpan.Zero"/> lets them go on at once.
    /// </summary>
    /// <param name="limit">How long from now; zero ends the hold.</param>
    /// <param name="cancellationToken">Gives up; the hold ends by itself all the same.</param>
    /// <exception cref="RouterException">The proxy lacks <see cref="RouterCapabilities.Hold"/>, or refuses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative, or longer than 60 s.</exception>
    Task HoldAsync(TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Stops and removes the proxy and its durable files.</summary>
    /// <param name="cancellationToken">Gives up half-way; it can be called again.</param>
    Task RemoveAsync(CancellationToken cancellationToken);
}
