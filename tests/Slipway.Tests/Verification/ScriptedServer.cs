using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Slipway.Tests.Verification;

/// <summary>Accepts one connection, reads a request and answers in these pieces.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<string> request = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource ending = new(TimeSpan.FromMinutes(1));

    public ScriptedServer(params IReadOnlyList<string> pieces)
    {
        listener.Start();
        Closed = Task.Run(() => ServeAsync(pieces));
    }

    public bool KeepsOpen { get; init; }

    /// <summary>What it speaks TLS with; null (the default): it does not.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The name that the client asked for over TLS.</summary>
    public string? ServerName { get; private set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Task<string> Request => request.Task;

    /// <summary>Whether the other side has closed the connection, which it had no reason to keep.</summary>
    public Task<bool> Closed { get; }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await ((Task)Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
    }

    private async Task<bool> ServeAsync(IReadOnlyList<string> pieces)
    {
        using var client = await listener.AcceptTcpClientAsync(ending.Token);
        await using var stream = await OpenAsync(client.GetStream());
        var buffer = new byte[4096];
        request.SetResult(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, ending.Token)));
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), ending.Token);
            // Longer than what the keeper takes for a lull.
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System, ending.Token);
        }

        return !KeepsOpen || await stream.ReadAsync(buffer, ending.Token) == 0;
    }

    private async Task<Stream> OpenAsync(NetworkStream plain)
    {
        if (Certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateSelectionCallback = (_, name) =>
                {
                    ServerName = name;
                    return Certificate;
                },
            },
            ending.Token);
        return secure;
    }
}
