using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>A shop whose database password and private key are given, pulled from a registry that wants a login.</summary>
public sealed class ShopWithSecrets : ShopOnTarget
{
    /// <summary>What the registry compares with is made with a slow function, so the pair is fixed; nothing but these tests uses it.</summary>
    private const string RegistryPassword = "planted-registry-password-7fQ2";
    private const string RegistryLogin = "ann:$2b$10$abcdefghijklmnopqrstuuhDa7fJhJkzusP/KQKdmyaVcDKtQnMkC";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly string registry = $"127.0.0.1:{Ports.Free()}";

    public ShopWithSecrets()
    {
        var key = RandomNumberGenerator.GetHexString(128);
        Given = new GivenSecrets(
            Password: $"planted \"{RandomNumberGenerator.GetHexString(24)}\" $HOME",
            Key: $"-----BEGIN PRIVATE KEY-----\n{key[..64]}\n{key[64..]}\n-----END PRIVATE KEY-----\n",
            registry, "ann", RegistryPassword);
    }

    internal GivenSecrets Given { get; }

    internal PlantedSecrets Planted => new(Given);

    /// <summary>For the temporary files of the processes under test.</summary>
    internal string TemporaryFolder => Path.Combine(folder.FullName, "tmp");

    public override Assignment Assignment => base.Assignment with { SecretsFile = Path.Combine(folder.FullName, "secrets.json") };

    private string RegistryContainer => $"{Name}-login-registry";

    /// <summary>The image in the registry that wants a login, and not on the engine.</summary>
    public override async Task<string> GoodImageAsync(string name) => await HideAsync(await base.GoodImageAsync(name), name);

    /// <summary>Pushes an image to the registry that wants a login and removes what the engine knows of it there.</summary>
    public async Task<string> HideAsync(string image, string name)
    {
        var tag = $"{registry}/shop:{name}";
        var login = Path.Combine(folder.FullName, "login");
        await DockerClient.RunAsync("tag", image, tag);
        await DockerClient.RunAsync("--config", login, "push", "--quiet", tag);
        var digest = (await DockerClient.RunAsync("image", "inspect", "--format", "{{range .RepoDigests}}{{println .}}{{end}}", tag))
            .First(digest => digest.StartsWith($"{registry}/", StringComparison.Ordinal));
        await DockerClient.RunAsync("image", "rm", tag);
        return digest;
    }

    protected override async Task PrepareAsync()
    {
        Directory.CreateDirectory(TemporaryFolder);
        var login = Directory.CreateDirectory(Path.Combine(folder.FullName, "login"));
        await File.WriteAllTextAsync(Assignment.SecretsFile!, JsonSerializer.Serialize(Given), CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(login.FullName, "config.json"), JsonSerializer.Serialize(new
        {
            auths = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [registry] = new { auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Given.RegistryUser}:{Given.RegistryPassword}")) },
            },
        }), CancellationToken.None);

        var accounts = Path.Combine(folder.FullName, "accounts");
        await File.WriteAllTextAsync(accounts, $"{RegistryLogin}\n", CancellationToken.None);
        var image = (await DockerClient.RunAsync("inspect", "--format", "{{.Config.Image}}", Images.RegistryContainer))[0];
        await DockerClient.RunAsync("create", "--name", RegistryContainer, "--publish", $"{registry}:5000", "--env", "REGISTRY_AUTH=htpasswd",
            "--env", "REGISTRY_AUTH_HTPASSWD_REALM=test", "--env", "REGISTRY_AUTH_HTPASSWD_PATH=/etc/accounts", image);
        await DockerClient.RunAsync("cp", accounts, $"{RegistryContainer}:/etc/accounts");
        await DockerClient.RunAsync("start", RegistryContainer);
        await AwaitAnswerAsync(registry);
    }

    protected override async Task DismantleAsync()
    {
        await DockerClient.RunAsync("rm", "--force", "--volumes", RegistryContainer);
        folder.Delete(recursive: true);
    }

    private static async Task AwaitAnswerAsync(string registry)
    {
        using var client = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{registry}/v2/"), limit.Token);
                Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }
}
