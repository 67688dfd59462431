using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>A shop whose database password and private key are given, pulled from a registry that wants a login.</summary>
public sealed class ShopWithSecrets : ShopOnTarget
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly LoginRegistry registry;

    public ShopWithSecrets()
    {
        registry = new LoginRegistry(Name);
        var key = RandomNumberGenerator.GetHexString(128);
        Given = new GivenSecrets(
            Password: $"planted \"{RandomNumberGenerator.GetHexString(24)}\" $HOME",
            Key: $"-----BEGIN PRIVATE KEY-----\n{key[..64]}\n{key[64..]}\n-----END PRIVATE KEY-----\n",
            registry.Address, LoginRegistry.User, LoginRegistry.Password);
    }

    internal GivenSecrets Given { get; }

    internal PlantedSecrets Planted => new(
        ("the database's password", Given.Password!), ("the registry's password", Given.RegistryPassword),
        ("the registry's login", $"{Given.RegistryUser}:{Given.RegistryPassword}"),
        // A key that was cut into lines is still a key.
        ("the private key", Given.Key!), ("the first line of the private key", Given.Key!.Split('\n')[1]));

    /// <summary>For the temporary files of the processes under test.</summary>
    internal string TemporaryFolder => Path.Combine(folder.FullName, "tmp");

    public override Assignment Assignment => base.Assignment with { SecretsFile = Path.Combine(folder.FullName, "secrets.json") };

    /// <summary>The image in the registry that wants a login, and not on the engine.</summary>
    public override async Task<string> GoodImageAsync(string name) => await HideAsync(await base.GoodImageAsync(name), name);

    /// <summary>Pushes an image to the registry that wants a login and removes what the engine knows of it there.</summary>
    public async Task<string> HideAsync(string image, string name)
    {
        var tag = $"{registry.Address}/shop:{name}";
        var login = Path.Combine(folder.FullName, "login");
        await DockerClient.RunAsync("tag", image, tag);
        await DockerClient.RunAsync("--config", login, "push", "--quiet", tag);
        var digest = (await DockerClient.RunAsync("image", "inspect", "--format", "{{range .RepoDigests}}{{println .}}{{end}}", tag))
            .First(digest => digest.StartsWith($"{registry.Address}/", StringComparison.Ordinal));
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
                [registry.Address] = new { auth = Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{Given.RegistryUser}:{Given.RegistryPassword}")) },
            },
        }), CancellationToken.None);

        await registry.StartAsync(Images);
    }

    protected override async Task DismantleAsync()
    {
        await registry.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
