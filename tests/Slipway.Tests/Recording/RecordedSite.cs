using Slipway.Applications;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Tests.Recording;

/// <summary>The network between the machine that runs a release and the router, in memory.</summary>
internal sealed class RecordedSite(RecordingTarget target, Fate fate) : ISiteProbe
{
    public Task<ProbeAnswer> GetAsync(Uri address, string? host, Secret? certificate, CancellationToken cancellationToken) =>
        Task.FromResult(target.Look(fate, () => target.Outside?.Invoke() ?? Ask(address, host)));

    private ProbeAnswer Ask(Uri address, string? host)
    {
        target.AskedFromOutside.Add($"{host ?? address.Host} {address.AbsolutePath}");
        try
        {
            var (status, body) = target.Router.Answer(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Host"] = host ?? address.Host, [OwnRequest.Header] = OwnRequest.Value,
                },
                address.AbsolutePath);
            return new ProbeAnswer(status, body);
        }
        catch (IOException error)
        {
            return new ProbeAnswer(null, error.Message);
        }
    }
}
