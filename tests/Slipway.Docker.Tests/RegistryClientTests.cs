using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Slipway.Docker.Registry;
using Slipway.Secrets;

namespace Slipway.Docker.Tests;

public sealed class RegistryClientTests
{
    private static readonly RegistryCredentials Account = new("deploy", new Secret("geheim"));

    private static string BasicHeader => "Basic " + Convert.ToBase64String("deploy:geheim"u8);

    [Fact]
    public void A_challenge_whose_scope_holds_commas_is_read_whole()
    {
        var challenge = BearerChallenge.Find(
        [
            AuthenticationHeaderValue.Parse("Bearer realm=\"https://auth.example/token?x=1\",service=\"the registry\",scope=\"repository:web:pull,push\""),
        ]);

        Assert.Equal(new BearerChallenge(new Uri("https://auth.example/token?x=1"), "the registry", "repository:web:pull,push"), challenge);
        Assert.Equal(
            "https://auth.example/token?x=1&service=the%20registry&scope=repository%3Aweb%3Apull%2Cpush", challenge!.TokenAddress.AbsoluteUri);
    }

    [Fact]
    public async Task The_password_is_sent_only_after_the_registry_asked_for_it()
    {
        await using var registry = new Registry((request, _) => request.Headers["Authorization"] == BasicHeader
            ? new Answer(200, ("Docker-Content-Digest", "sha256:1"))
            : new Answer(401, ("WWW-Authenticate", "Basic realm=\"any\"")));
        using var client = new RegistryClient(registry.Host, Account, TimeProvider.System);

        Assert.Equal("sha256:1", await client.FindDigestAsync("web", "1.0", CancellationToken.None));
        Assert.Equal([null, BasicHeader], registry.Authorizations);
    }

    [Fact]
    public async Task A_token_is_fetched_where_the_registry_says()
    {
        await using var registry = new Registry((request, host) => request.Url!.AbsolutePath switch
        {
            "/token" => new Answer(request.Headers["Authorization"] == BasicHeader ? 200 : 403) { Body = "{\"token\":\"abc\"}" },
            _ when request.Headers["Authorization"] == "Bearer abc" => new Answer(200, ("Docker-Content-Digest", "sha256:2")),
            _ => new Answer(401, ("WWW-Authenticate", $"Bearer realm=\"http://{host}/token\",service=\"s\",scope=\"repository:web:pull\"")),
        });
        using var client = new RegistryClient(registry.Host, Account, TimeProvider.System);

        Assert.Equal("sha256:2", await client.FindDigestAsync("web", "1.0", CancellationToken.None));
    }

    [Fact]
    public async Task A_refusal_names_the_account_but_never_its_password()
    {
        await using var registry = new Registry((_, _) => new Answer(401, ("WWW-Authenticate", "Basic realm=\"any\"")));
        using var client = new RegistryClient(registry.Host, Account, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<SlipwayException>(() => client.FindDigestAsync("web", "1.0", CancellationToken.None));
        Assert.Contains("deploy", failure.Message, StringComparison.Ordinal);
        Assert.Contains(registry.Host, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_is_busy_is_asked_again()
    {
        var calls = 0;
        await using var registry = new Registry((_, _) => ++calls < 3 ? new Answer(503) : new Answer(200, ("Docker-Content-Digest", "sha256:3")));
        using var client = new RegistryClient(registry.Host, credentials: null, TimeProvider.System);

        Assert.Equal("sha256:3", await client.FindDigestAsync("web", "1.0", CancellationToken.None));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task All_pages_of_a_long_list_are_read()
    {
        await using var registry = new Registry((request, _) => request.Url!.Query.Length == 0
            ? new Answer(200, ("Link", "</v2/web/tags/list?n=1&last=b>; rel=\"next\"")) { Body = "{\"tags\":[\"b\"]}" }
            : new Answer(200) { Body = "{\"tags\":[\"a\"]}" });
        using var client = new RegistryClient(registry.Host, credentials: null, TimeProvider.System);

        Assert.Equal(["a", "b"], await client.ListTagsAsync("web", CancellationToken.None));
    }

    [Fact]
    public async Task A_registry_that_forbids_deletion_is_reported_as_such()
    {
        await using var registry = new Registry((_, _) => new Answer(405));
        using var client = new RegistryClient(registry.Host, credentials: null, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<SlipwayException>(() => client.DeleteManifestAsync("web", "sha256:1", CancellationToken.None));
        Assert.Contains("does not allow the deletion", failure.Message, StringComparison.Ordinal);
    }

    private sealed record Answer(int Status, params (string Name, string Value)[] Headers)
    {
        public string? Body { get; init; }
    }

    /// <summary>The few answers of a registry that the local one can't be made to give: challenges, pages, failures.</summary>
    private sealed class Registry : IAsyncDisposable
    {
        private readonly HttpListener listener = new();
        private readonly Task serving;

        public Registry(Func<HttpListenerRequest, string, Answer> answer)
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Host = $"127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }

            listener.Prefixes.Add($"http://{Host}/");
            listener.Start();
            serving = ServeAsync(answer);
        }

        public string Host { get; }

        public List<string?> Authorizations { get; } = [];

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Close();
        }

        private async Task ServeAsync(Func<HttpListenerRequest, string, Answer> answer)
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                Authorizations.Add(context.Request.Headers["Authorization"]);
                var given = answer(context.Request, Host);
                context.Response.StatusCode = given.Status;
                foreach (var (name, value) in given.Headers)
                {
                    context.Response.AddHeader(name, value);
                }

                if (given.Body is { } body)
                {
                    context.Response.ContentType = "application/json";
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                }

                context.Response.Close();
            }
        }
    }
}
