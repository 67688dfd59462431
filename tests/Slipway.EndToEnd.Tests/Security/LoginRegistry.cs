using System.Net;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>A registry that wants a login, in a container and at a port of its own.</summary>
internal sealed class LoginRegistry(string name) : IAsyncDisposable
{
    public const string User = "ann";

    /// <summary>In two pieces, so that a search for it does not find this file.</summary>
    public const string Password = "planted-registry-" + "password-7fQ2";

    /// <summary>
    /// What the registry compares with is made with a slow function, so the pair is fixed; nothing but these tests uses it.
    /// </summary>
    private const string Account = $"{User}:$2b$10$abcdefghijklmnopqrstuuhDa7fJhJkzusP/KQKdmyaVcDKtQnMkC";

    private readonly string container = $"{name}-login-registry";

    /// <summary>Host and port.</summary>
    public string Address { get; } = $"127.0.0.1:{Ports.Free()}";

    /// <summary>Starts it from the image of the registry that these are in; returns once it asks for a login.</summary>
    public async Task StartAsync(ShopImages images)
    {
        var image = (await DockerClient.RunAsync("inspect", "--format", "{{.Config.Image}}", images.RegistryContainer))[0];
        await DockerClient.RunAsync("create", "--name", container, "--publish", $"{Address}:5000", "--env", "REGISTRY_AUTH=htpasswd",
            "--env", "REGISTRY_AUTH_HTPASSWD_REALM=test", "--env", "REGISTRY_AUTH_HTPASSWD_PATH=/etc/accounts", image);
        var folder = Directory.CreateTempSubdirectory("slipway-e2e-");
        try
        {
            // Readable by the user whom the registry runs as.
            var accounts = Path.Combine(folder.FullName, "accounts");
            await File.WriteAllTextAsync(accounts, $"{Account}\n", CancellationToken.None);
            await DockerClient.RunAsync("cp", accounts, $"{container}:/etc/accounts");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await DockerClient.RunAsync("start", container);
        await AwaitAnswerAsync();
    }

    public async ValueTask DisposeAsync() => await DockerClient.RunAsync("rm", "--force", "--volumes", container);

    private async Task AwaitAnswerAsync()
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{Address}/v2/"), limit.Token);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }
}
