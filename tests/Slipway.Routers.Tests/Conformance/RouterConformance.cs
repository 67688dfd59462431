using Slipway.Applications;
using Slipway.Routers.Tests.Stages;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>
/// What every router must do, on the real proxy with real services behind it. A new proxy is done when a class derived from each of the
/// suites of this folder passes.
/// </summary>
public abstract class RouterConformance(RouterKind kind) : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    /// <summary>A test that hangs fails.</summary>
    protected CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    private protected Task<Stage> NewStageAsync(Secret? certificate = null) => Stage.CreateAsync(kind, Token, certificate);

    private protected Task<Stage> LiveStageAsync(Secret? certificate = null) => Stage.CreateLiveAsync(kind, Token, certificate);
}
