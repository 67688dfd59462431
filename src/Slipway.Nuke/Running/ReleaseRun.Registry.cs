using System.Globalization;
using Slipway.Docker.Hosting;
using Slipway.Nuke.Building;

namespace Slipway.Nuke.Running;

// Where images are pushed to.
public sealed partial class ReleaseRun
{
    private RegistryAddress? registry;

    private IReadOnlyList<string> Repositories => RegistryAddress.Faults(Parameters).Any() ? [] :
        [.. Application.Images.Select(RegistryAddress.Of(Parameters).Repository).Distinct(StringComparer.Ordinal)];

    internal async Task<RegistryAddress> GetRegistryAsync() =>
        registry ??= await RegistryAddress.EnsureAsync(Parameters, Host, Time, observer.Progress, CancellationToken);

    /// <summary>
    /// For a push, from its first request to its last, against whoever frees space in a registry of Slipway's own meanwhile; also where
    /// that is named by its address. Null where nobody does: at any other registry.
    /// </summary>
    internal async Task<IAsyncDisposable?> HoldRegistryAsync() =>
        (await GetRegistryAsync()).Host.Split(':') is ["127.0.0.1", var port]
            && int.TryParse(port, CultureInfo.InvariantCulture, out var own)
            ? await new LocalRegistry(Host, own, Time, observer.Progress).HoldAsync(CancellationToken)
            : null;
}
