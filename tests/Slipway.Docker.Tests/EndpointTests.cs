using System.Net.Sockets;
using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Engine.Transport;

namespace Slipway.Docker.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData(null, null, "unix:///var/run/docker.sock")]
    [InlineData(null, "", "unix:///var/run/docker.sock")]
    [InlineData(null, "unix:///run/user/1000/docker.sock", "unix:///run/user/1000/docker.sock")]
    [InlineData("tcp://build-host:2375", "unix:///ignored.sock", "tcp://build-host:2375")]
    public void The_parameter_comes_first_then_the_environment_then_the_default(string? parameter, string? environment, string expected) =>
        Assert.Equal(expected, EngineEndpoint.Choose(parameter, environment).ToString());

    [Theory]
    [InlineData("ssh://deploy:geheim@host", "ssh -nNT -L")]
    [InlineData("https://host:2376", "TLS")]
    [InlineData("npipe://./pipe/docker_engine", "unix:///path/to/docker.sock")]
    [InlineData("tcp://host", "tcp://host:port")]
    [InlineData("docker.sock", "not an address")]
    public void What_is_not_supported_is_an_error_of_usage_that_says_what_is(string endpoint, string expected)
    {
        var failure = Assert.Throws<UsageException>(() => EngineEndpoint.Choose(endpoint, null));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_socket_is_reported_with_the_way_to_start_an_engine()
    {
        using var engine = DockerEngine.Connect("unix:///no/such/engine.sock", TimeProvider.System);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() => engine.PingAsync(CancellationToken.None));
        Assert.Contains("unix:///no/such/engine.sock", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no such socket", failure.Message, StringComparison.Ordinal);
        Assert.Contains("systemctl start docker", failure.Message, StringComparison.Ordinal);
        Assert.Equal("unix:///no/such/engine.sock", failure.Endpoint);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_reported_by_every_operation()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var engine = DockerEngine.Connect($"tcp://127.0.0.1:{port}", TimeProvider.System);

        var failure = await Assert.ThrowsAsync<EngineUnreachableException>(() =>
            engine.Containers.FindAsync("any", CancellationToken.None));
        Assert.Contains("DOCKER_HOST", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_bridges_the_moment_in_which_an_engine_restarts()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-engine-");
        try
        {
            var path = Path.Combine(folder.FullName, "engine.sock");
            using var engine = DockerEngine.Connect($"unix://{path}", TimeProvider.System);
            var asked = engine.Containers.FindAsync("any", CancellationToken.None);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen();
            using var connection = await listener.AcceptAsync();
            await connection.ReceiveAsync(new byte[4096]);
            await connection.SendAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 27\r\n\r\n{\"message\":\"none of those\"}"u8.ToArray());

            Assert.Null(await asked);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
