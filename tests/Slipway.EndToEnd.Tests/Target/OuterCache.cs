using System.Net;
using System.Security.Cryptography;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// A cache that somebody else has put before the site, and that keeps an answer for ten minutes whatever the site says: a real HAProxy, of
/// the image that the application's own router has.
/// </summary>
internal sealed class OuterCache : IAsyncDisposable
{
    private readonly string name = $"e2e-cache-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";

    private OuterCache()
    {
    }

    public Uri Address { get; } = new UriBuilder("http", "127.0.0.1", Ports.Free()).Uri;

    /// <summary>Returns once it answers; fails after a minute.</summary>
    public static async Task<OuterCache> StartAsync(ShopOnTarget shop)
    {
        var cache = new OuterCache();
        var image = (await DockerClient.InspectAsync("container", shop.Names.Router)).Single().GetProperty("Image").GetString()!;
        var configuration =
            $"""
            defaults
                mode http
                timeout connect 5s
                timeout client 60s
                timeout server 60s
            cache answers
                total-max-size 4
                max-age 600
            frontend clients
                bind {cache.Address.Authority}
                default_backend site
            backend site
                http-request cache-use answers
                http-response set-header Cache-Control max-age=600
                http-response cache-store answers
                server site {shop.Address.Authority}

            """;
        await DockerClient.RunAsync("run", "--detach", "--name", cache.name, "--network", "host", "--env", $"CONFIGURATION={configuration}",
            "--entrypoint", "/bin/sh", image, "-c", "printf %s \"$CONFIGURATION\" > /tmp/cache.cfg && exec haproxy -f /tmp/cache.cfg");
        using var client = new HttpClient { BaseAddress = cache.Address };
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await AnswersAsync(client, limit.Token))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }

        return cache;
    }

    public async ValueTask DisposeAsync() => await DockerClient.RunAsync("rm", "--force", name);

    private static async Task<bool> AnswersAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/version.json", UriKind.Relative), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
