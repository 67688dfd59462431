using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Applications;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Tests.Verification;

/// <summary>How the published site is asked from outside.</summary>
public sealed class SiteProbeTests
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task The_host_of_the_route_is_asked_for_and_the_request_says_that_it_is_no_clients()
    {
        await using var server = new ScriptedServer(Answer) { KeepsOpen = true };

        Assert.Equal(new ProbeAnswer(200, "ok"), await AskAsync($"http://127.0.0.1:{server.Port}/shop/version.json", "shop.example"));

        var lines = (await server.Request).Split("\r\n");
        Assert.Equal("GET /shop/version.json HTTP/1.1", lines[0]);
        Assert.Contains("Host: shop.example", lines);
        Assert.Contains($"{OwnRequest.Header}: {OwnRequest.Value}", lines);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_obeyed()
    {
        await using var server = new ScriptedServer(Answer);
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyBefore(server.Port);
        try
        {
            Assert.Equal(200, (await AskAsync($"http://127.0.0.1:{server.Port}/", host: null)).Status);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task The_edges_own_certificate_is_trusted_for_the_host_of_the_route()
    {
        using var certificate = Certify("shop.example");
        await using var server = new ScriptedServer(Answer) { Certificate = certificate };

        Assert.Equal(200, (await AskAsync($"https://127.0.0.1:{server.Port}/", "shop.example", Pem(certificate))).Status);

        Assert.Equal("shop.example", server.ServerName);
    }

    /// <summary>Else a release would not know of its own switch what it knows of its look.</summary>
    [Fact]
    public async Task The_watch_of_a_switch_asks_as_the_look_from_outside_does()
    {
        using var certificate = Certify("shop.example");
        await using var server = new ScriptedServer(Answer) { Certificate = certificate, KeepsOpen = true };
        var settings = new VerificationSettings { ProbePath = "/version.json", ProbeRate = 1 };
        await using var watch = new TrafficWatch(new Uri($"https://127.0.0.1:{server.Port}/shop/"), settings, TimeProvider.System)
        {
            Host = "shop.example", Certificate = Pem(certificate),
        };
        await watch.BeginAsync(CancellationToken.None);

        var lines = (await server.Request).Split("\r\n");
        Assert.Equal("GET /shop/version.json HTTP/1.1", lines[0]);
        Assert.Contains("Host: shop.example", lines);
        Assert.Contains($"{OwnRequest.Header}: {OwnRequest.Value}", lines);
        Assert.Equal("shop.example", server.ServerName);
    }

    [Theory]
    [InlineData("shop.example", false)]
    [InlineData("other.example", true)]
    public async Task A_certificate_that_a_client_would_refuse_is_no_answer(string host, bool given)
    {
        using var certificate = Certify("shop.example");
        await using var server = new ScriptedServer(Answer) { Certificate = certificate };

        var answer = await AskAsync($"https://127.0.0.1:{server.Port}/", host, given ? Pem(certificate) : null);

        Assert.Null(answer.Status);
        Assert.Contains("certificate", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_who_listens_is_an_answer_with_the_reason() =>
        Assert.Contains("refused", (await AskAsync("http://127.0.0.1:1/", host: null)).Body, StringComparison.OrdinalIgnoreCase);

    private static async Task<ProbeAnswer> AskAsync(string address, string? host, Secret? certificate = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await new SiteProbe().GetAsync(new Uri(address), host, certificate, limit.Token);
    }

    private static X509Certificate2 Certify(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static Secret Pem(X509Certificate2 certificate) => new(certificate.ExportCertificatePem());

    /// <summary>What .NET makes of the environment, for one port: nobody listens at the proxy.</summary>
    private sealed class ProxyBefore(int port) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://127.0.0.1:1/");

        public bool IsBypassed(Uri host) => host.Port != port;
    }
}
