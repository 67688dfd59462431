using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>TLS, HTTP/2 and WebSocket at the edge.</summary>
public abstract class ProtocolConformance(RouterKind kind) : RouterConformance(kind)
{
    [EngineFact]
    public async Task Tls_with_http2_answers_and_keeps_its_connection_over_switches()
    {
        var certificate = SelfSigned();
        await using var stage = await LiveStageAsync(certificate);
        Assert.True(stage.Router.Capabilities.Tls);
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        var connections = 0;
        using var client = Client(stage, certificate, () => connections++);

        for (var turn = 0; turn < 6; turn++)
        {
            var (slot, version) = turn % 2 == 0 ? (Slot.Green, "two") : (Slot.Blue, "one");
            var slow = GetAsync(client, "/slow");
            await stage.Router.ShiftAsync(Split.All(slot), Token);
            Assert.Equal((HttpVersion.Version20, version), await GetAsync(client, "/"));
            Assert.Equal(HttpVersion.Version20, (await slow).Version);
        }

        Assert.Equal(1, connections);
        Assert.Equal("https", (await client.GetStringAsync(new Uri("/headers", UriKind.Relative), Token)).Split(',')[1]);
        Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
    }

    [EngineFact]
    public async Task A_certificate_that_is_none_is_refused()
    {
        var certificate = SelfSigned();
        await using var stage = await LiveStageAsync(certificate);
        await using var other = stage.AnotherClient(new Secret("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n"));

        await Assert.ThrowsAnyAsync<SlipwayException>(() => other.EnsureAsync(Token));

        using var client = Client(stage, certificate, () => { });
        Assert.Equal("one", (await GetAsync(client, "/")).Body);
    }

    [EngineFact]
    public async Task What_releases_nothing_leaves_the_certificate_that_is_there_where_the_given_one_is_none()
    {
        var certificate = SelfSigned();
        await using var stage = await LiveStageAsync(certificate);
        await using var other = stage.AnotherClient(new Secret("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n"));

        var state = await other.ObserveAsync(Token);
        Assert.Equal((true, false, false), (state.Running, state.CertificateRenewed, state.CertificateMissing));
        await stage.Engine.Containers.StopAsync(stage.Names.Router, TimeSpan.Zero, Token);
        await other.ResumeAsync(Token);

        using var client = Client(stage, certificate, () => { });
        Assert.Equal("one", (await GetAsync(client, "/")).Body);
    }

    [EngineFact]
    public async Task A_proxy_says_that_it_has_no_certificate_to_keep()
    {
        await using var plain = await LiveStageAsync();
        await using var tls = plain.AnotherAddress(settings => settings with { Tls = new TlsSettings(Certificate: null, Ports.Free()) });
        Assert.False((await plain.Router.ObserveAsync(Token)).CertificateMissing);
        Assert.True((await tls.ObserveAsync(Token)).CertificateMissing);

        await using var stage = await LiveStageAsync(SelfSigned());
        await using var without = stage.AnotherAddress(settings => settings with { Tls = settings.Tls! with { Certificate = null } });
        Assert.False((await without.ObserveAsync(Token)).CertificateMissing);
    }

    [EngineFact]
    public async Task A_renewed_certificate_is_seen_and_comes_into_force_without_a_lost_request()
    {
        var (before, after) = (SelfSigned(), SelfSigned());
        await using var stage = await LiveStageAsync(before);
        await using var renewing = stage.AnotherClient(after);
        await using var without = stage.AnotherAddress(settings => settings with { Tls = settings.Tls! with { Certificate = null } });
        Assert.False((await stage.Router.ObserveAsync(Token)).CertificateRenewed);
        Assert.True((await renewing.ObserveAsync(Token)).CertificateRenewed);
        Assert.False((await without.ObserveAsync(Token)).CertificateRenewed);

        // A proxy may ask its clients to come back: to the certificate that is there by then.
        using var kept = Client(stage, new Secret(before.Reveal() + after.Reveal()), () => { });
        var ensured = Task.Run(() => renewing.EnsureAsync(Token), Token);
        var answers = 0;
        // Kept and fresh connections, all the time that it takes and a moment longer.
        for (var more = 20; more > 0; more -= ensured.IsCompleted ? 1 : 0, answers++)
        {
            Assert.Equal("one", (await GetAsync(kept, "/")).Body);
            Assert.Equal("one", (await stage.GetAsync("/", Token)).Body);
        }

        await ensured;
        Assert.InRange(answers, 20, int.MaxValue);
        using var fresh = Client(stage, after, () => { });
        Assert.Equal("one", (await GetAsync(fresh, "/")).Body);
        Assert.False((await renewing.ObserveAsync(Token)).CertificateRenewed);
        // A command on a machine that has no certificate leaves it alone.
        await without.EnsureAsync(Token);
        using var again = Client(stage, after, () => { });
        Assert.Equal("one", (await GetAsync(again, "/")).Body);
    }

    [EngineFact]
    public async Task A_web_socket_passes_and_outlives_a_switch()
    {
        await using var stage = await LiveStageAsync();
        await stage.StartAsync(Slot.Green, "two", Token);
        await stage.AdmitAsync(Slot.Green, Token);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /socket HTTP/1.1\r\nHost: {stage.Address.Authority}\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), Token);
        var head = await ReadUntilAsync(stream, "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);

        Assert.Equal("before\n", await EchoAsync(stream, "before\n"));
        await stage.Router.ShiftAsync(Split.All(Slot.Green), Token);
        Assert.Equal("two", (await stage.GetAsync("/", Token)).Body);
        Assert.Equal("after\n", await EchoAsync(stream, "after\n"));
        if (stage.Router.Capabilities.CountsInFlight)
        {
            Assert.Equal(1, await stage.Router.CountInFlightAsync(Slot.Blue, container: null, Token));
        }
    }

    /// <summary>A service that refuses an upload does not read it first.</summary>
    [EngineFact]
    public async Task An_answer_before_the_whole_upload_loses_no_request_behind_it()
    {
        await using var stage = await LiveStageAsync();
        foreach (var bytes in (int[])[100, 20_000, 400_000])
        {
            var connection = await ConnectAsync(stage);
            for (var request = 0; request < 20; request++)
            {
                if (await EndsBehindEarlyAnswerAsync(connection.GetStream(), bytes))
                {
                    connection.Dispose();
                    connection = await ConnectAsync(stage);
                }
            }

            connection.Dispose();
        }
    }

    private async Task<bool> EndsBehindEarlyAnswerAsync(NetworkStream stream, int bytes)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: {bytes}\r\n\r\n")), Token);
        await Task.Delay(5, Token);
        await stream.WriteAsync(new byte[bytes], Token);
        var head = await ReadUntilAsync(stream, "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", head, StringComparison.Ordinal);
        var body = new byte["early".Length];
        await stream.ReadExactlyAsync(body, Token);
        Assert.Equal("early", Encoding.ASCII.GetString(body));
        return head.Contains("Connection: close", StringComparison.OrdinalIgnoreCase);
    }

    private async Task<TcpClient> ConnectAsync(Stage stage)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, stage.Address.Port, Token);
        return client;
    }

    private static Secret SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(1));
        return new Secret($"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>A client that trusts these certificates and no other.</summary>
    private static HttpClient Client(Stage stage, Secret certificate, Action connected)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                // A session that is resumed shows the certificate that it began with.
                AllowTlsResume = false,
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null
                    && certificate.Reveal().Contains(PemEncoding.WriteString("CERTIFICATE", shown.GetRawCertData()),
                        StringComparison.Ordinal),
            },
            ConnectCallback = async (context, token) =>
            {
                connected();
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler)
        {
            BaseAddress = stage.SecureAddress,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    private async Task<(Version Version, string Body)> GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        return (answer.Version, await answer.Content.ReadAsStringAsync(Token));
    }

    private async Task<string> EchoAsync(NetworkStream stream, string words)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words), Token);
        return await ReadUntilAsync(stream, "\n");
    }

    private async Task<string> ReadUntilAsync(NetworkStream stream, string end)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal) && await stream.ReadAsync(one, Token) == 1)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
