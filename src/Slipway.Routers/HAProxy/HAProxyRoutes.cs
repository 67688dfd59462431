using Slipway.Applications;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>The durable configuration: what it was made from, and how another one comes into force.</summary>
internal sealed class HAProxyRoutes(
    RouterSession session,
    HAProxyRuntime runtime,
    HAProxyConfiguration configuration,
    TlsSettings? tls,
    Func<Func<CancellationToken, Task>, CancellationToken, Task> awaitAnswer)
{
    public async Task<RouterModel> ReadAsync(CancellationToken cancellationToken) =>
        RouterModel.FromConfiguration(await session.ReadAsync(HAProxyConfiguration.Path, cancellationToken));

    /// <summary>
    /// Makes a model durable that the running proxy follows already. One that another version of Slipway started keeps the file that it was
    /// started with, until routes are brought into force: its image need not have what this version's configuration names.
    /// </summary>
    public async Task SaveAsync(RouterModel model, CancellationToken cancellationToken)
    {
        var (_, inForce) = await runtime.ReadWorkerAsync(cancellationToken);
        if (string.Equals(inForce, configuration.Fingerprint(model), StringComparison.Ordinal))
        {
            await WriteAsync(model, cancellationToken);
        }
    }

    /// <summary>Whether only a reload brings this into force.</summary>
    public async Task<bool> IsOutdatedAsync(RouterModel model, CancellationToken cancellationToken) => !string.Equals(
        (await runtime.ReadWorkerAsync(cancellationToken)).Fingerprint, configuration.Fingerprint(model), StringComparison.Ordinal);

    /// <summary>
    /// Makes this the durable configuration, and reloads the proxy if what runs can't come to it without. A new worker then takes over the
    /// listening socket; the old one ends when its last connection has. A configuration that the proxy refuses never becomes the durable
    /// one.
    /// </summary>
    public async Task BringIntoForceAsync(RouterModel model, CancellationToken cancellationToken)
    {
        var wanted = configuration.Fingerprint(model);
        var (process, inForce) = await runtime.ReadWorkerAsync(cancellationToken);
        var certificate = await FindNewCertificateAsync(cancellationToken);
        // Before any configuration that names the file.
        await session.DoAsync([RouterSession.Save(PreviewMap.Path, PreviewMap.ToFile(model))], cancellationToken);
        if (certificate is null && string.Equals(inForce, wanted, StringComparison.Ordinal))
        {
            await WriteAsync(model, cancellationToken);
            await runtime.WritePreviewsAsync(model, cancellationToken);
            return;
        }

        model = model with { Generation = model.Generation + 1 };
        await runtime.CheckAsync(configuration.Render(model), certificate, cancellationToken);
        var before = await session.ReadAsync(HAProxyConfiguration.Path, cancellationToken);
        // Told beforehand: until there is a successor, the worker that hands a request over gets it back.
        var map = await runtime.ReadMapAsync(cancellationToken);
        await runtime.WriteMapAsync(map, map with { Generation = model.Generation }, cancellationToken);
        await runtime.ReloadAsync(configuration.Render(model), certificate, cancellationToken);
        try
        {
            await awaitAnswer(token => RequireWorkerAsync(process, wanted, token), cancellationToken);
        }
        catch (RouterException)
        {
            await session.DoAsync([RouterSession.Save(HAProxyConfiguration.Path, before)], cancellationToken);
            throw;
        }
    }

    private Task WriteAsync(RouterModel model, CancellationToken cancellationToken) =>
        session.DoAsync([RouterSession.Save(HAProxyConfiguration.Path, configuration.Render(model))], cancellationToken);

    private async Task RequireWorkerAsync(int replaced, string wanted, CancellationToken cancellationToken)
    {
        var (process, fingerprint) = await runtime.ReadWorkerAsync(cancellationToken);
        if (process == replaced || !string.Equals(fingerprint, wanted, StringComparison.Ordinal))
        {
            throw new RouterException("the old routes are still in force");
        }
    }

    /// <summary>The certificate of the settings if it is another than the one in force; else null.</summary>
    private async Task<string?> FindNewCertificateAsync(CancellationToken cancellationToken) =>
        EdgeCertificate.IfSound(tls?.Certificate) is { } wanted && !await wanted.IsInForceAsync(session, cancellationToken)
            ? wanted.Text
            : null;
}
