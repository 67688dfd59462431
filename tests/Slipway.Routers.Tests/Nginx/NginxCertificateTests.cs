using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Nginx;

/// <summary>The edge's certificate: who can read it, and how it is replaced.</summary>
public sealed class NginxCertificateTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [EngineFact]
    public async Task Another_certificate_is_shown_from_the_next_connection_on_and_kept_ones_go_on()
    {
        await using var stage = await Stage.CreateLiveAsync(RouterKind.Nginx, Token, SelfSigned("first"));
        var kept = await ConnectAsync(stage);
        await using (kept.Stream)
        {
            Assert.Equal("CN=first", kept.Subject);
            await AskAsync(kept.Stream);

            await using var other = stage.AnotherClient(SelfSigned("second"));
            await other.EnsureAsync(Token);

            await AskAsync(kept.Stream);
            var (stream, subject) = await ConnectAsync(stage);
            await using (stream)
            {
                Assert.Equal("CN=second", subject);
            }
        }

        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.FromSeconds(5), Token);
        await stage.Engine.Containers.StartAsync(stage.Names.Router, Token);
        while (await stage.TryGetAsync("/", Token) is null)
        {
            await Task.Delay(50, Token);
        }

        var (again, after) = await ConnectAsync(stage);
        await using (again)
        {
            Assert.Equal("CN=second", after);
        }
    }

    [EngineFact]
    public async Task The_key_can_be_read_by_the_proxy_alone()
    {
        await using var stage = await Stage.CreateAsync(RouterKind.Nginx, Token, SelfSigned("first"));

        var file = await stage.Engine.Containers.ExecuteAsync(
            stage.Names.Router, ["stat", "-c", "%a %u", "/var/lib/slipway/certificate.pem"], Token);

        Assert.Equal("400 10001", file.StandardOutput.Trim());
    }

    private static Secret SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return new Secret($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>A session that is resumed shows the certificate that it began with: every connection here begins one.</summary>
    private async Task<(SslStream Stream, string Subject)> ConnectAsync(Stage stage)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.SecureAddress!.Port, Token);
        var subject = "";
        var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) =>
        {
            subject = shown?.Subject ?? "";
            return subject is "CN=first" or "CN=second";
        });
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", AllowTlsResume = false }, Token);
        return (stream, subject);
    }

    private async Task AskAsync(SslStream stream)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: shop\r\n\r\n"), Token);
        var text = new StringBuilder();
        var some = new byte[4096];
        // The body, "one", comes as a chunk; the last chunk is empty.
        while (!text.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(some, Token);
            Assert.NotEqual(0, count);
            text.Append(Encoding.ASCII.GetString(some, 0, count));
        }

        Assert.Contains("200 OK", text.ToString().Split('\n')[0], StringComparison.Ordinal);
    }
}
