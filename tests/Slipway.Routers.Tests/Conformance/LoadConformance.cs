using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Verification;
using Xunit.Abstractions;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>
/// Under load: requests that are sent whatever the answers and never twice, half on kept connections, half on one each; among them slow
/// answers, uploads and event streams.
/// </summary>
public abstract class LoadConformance(RouterKind kind, ITestOutputHelper output) : RouterConformance(kind)
{
    /// <summary>
    /// Requests a second, each with <see cref="Limit"/>. When a machine stands still no more are under way than the engine's own port proxy
    /// survives: at six files a connection it ends with the 20,000 files that it may open.
    /// </summary>
    private const int Rate = 100;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    private static readonly IReadOnlyList<ProbeRequest> Mix =
    [
        new("/", Weight: 90),
        new("/slow", Weight: 5),
        new("/upload", Weight: 3, BodyBytes: 100_000),
        new("/events", Weight: 2),
    ];

    protected ITestOutputHelper Output { get; } = output;

    private protected static OpenLoopProbe Start(Stage stage) => Start(stage, Mix);

    /// <param name="mix">What is sent instead of the usual mixture.</param>
    private protected static OpenLoopProbe Start(Stage stage, params IReadOnlyList<ProbeRequest> mix) => Start(stage, mix, Rate, Limit);

    /// <summary>Fewer requests, which wait as long as the requests of a person at the same stage would.</summary>
    private protected static OpenLoopProbe StartPatiently(Stage stage) => StartPatiently(stage, Mix);

    /// <inheritdoc cref="StartPatiently(Stage)"/>
    private protected static OpenLoopProbe StartPatiently(Stage stage, IReadOnlyList<ProbeRequest> mix) =>
        Start(stage, mix, Rate / 5, Stage.Longest);

    private static OpenLoopProbe Start(Stage stage, IReadOnlyList<ProbeRequest> mix, int rate, TimeSpan limit) =>
        OpenLoopProbe.Start(
            new ProbeOptions { BaseAddress = stage.Address, Paths = mix, Rate = rate, Timeout = limit }, TimeProvider.System);

    private protected async Task<ProbeResult> StopAsync(OpenLoopProbe probe)
    {
        var result = await probe.StopAsync(Token);
        Output.WriteLine(result.ToString());
        foreach (var failure in result.FirstFailures)
        {
            Output.WriteLine(failure.ToString());
        }

        return result;
    }
}
