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
    private static readonly IReadOnlyList<ProbeRequest> Mix =
    [
        new("/", Weight: 90),
        new("/slow", Weight: 5),
        new("/upload", Weight: 3, BodyBytes: 100_000),
        new("/events", Weight: 2),
    ];

    protected ITestOutputHelper Output { get; } = output;

    /// <param name="rate">Requests a second.</param>
    private protected static OpenLoopProbe Start(Stage stage, int rate = 500) =>
        OpenLoopProbe.Start(new ProbeOptions { BaseAddress = stage.Address, Paths = Mix, Rate = rate }, TimeProvider.System);

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
