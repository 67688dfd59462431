using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Shop.Tests.Running;

/// <summary>A PostgreSQL of the tests' own, from the release's database image, its data in memory; removed at the end.</summary>
public sealed class PostgreSql : IAsyncLifetime
{
    private const string Image = "slipway/postgres:15";
    private const string PasswordPath = "/run/secrets/shop-db-password";
    private readonly string container = $"shop-tests-{Guid.NewGuid():N}";
    private int port;

    /// <summary>Made up for each run, with what needs care in SQL, shells and connection strings.</summary>
    public string Password { get; } = $"p'w;\"${Guid.NewGuid():N}\\ %";

    public async Task InitializeAsync()
    {
        if (DockerClient.WhyAbsent is not null)
        {
            return;
        }

        await BuildImageIfMissingAsync();
        await DockerAsync(
            "create", "--name", container, "--publish", "127.0.0.1::5432",
            "--tmpfs", "/var/lib/postgresql/data:uid=10001,gid=10001,mode=0700", Image);
        await CopyPasswordAsync();
        await DockerAsync("start", container);
        string published = await DockerAsync("port", container, "5432/tcp");
        port = int.Parse(published.AsSpan(published.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);
        await Patience.UntilAsync("PostgreSQL accepts connections", AcceptsAsync);
        await DockerAsync("exec", container, "psql", "--username=postgres", "--quiet", "--command=ALTER ROLE shop CREATEDB");
    }

    public async Task DisposeAsync()
    {
        if (DockerClient.WhyAbsent is null)
        {
            await DockerAsync("rm", "--force", "--volumes", container);
        }
    }

    /// <summary>Freezes the server: connections stay open and nothing answers.</summary>
    public Task PauseAsync() => DockerAsync("pause", container);

    public Task ResumeAsync() => DockerAsync("unpause", container);

    /// <summary>The settings of an empty database that is nobody else's, and more settings on top.</summary>
    public async Task<IConfiguration> NewDatabaseAsync(params (string Name, string Value)[] more)
    {
        string name = $"test_{Guid.NewGuid():N}";
        await using NpgsqlDataSource server = NpgsqlDataSource.Create(ConnectionString("shop"));
        await using NpgsqlCommand create = server.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return Environments.Of([("ConnectionStrings:Shop", ConnectionString(name)), ("SHOP_PORT", "0"), .. more]);
    }

    /// <summary>A database with all migrations applied.</summary>
    public async Task<IConfiguration> NewShopAsync(params (string Name, string Value)[] more)
    {
        IConfiguration settings = await NewDatabaseAsync(more);
        Migration migration = await Migration.RunAsync(settings);
        Assert.Equal("", migration.Errors);
        return settings;
    }

    private static Task<string> DockerAsync(params string[] arguments) => DockerClient.RunAsync(arguments, Patience.Token());

    private static async Task BuildImageIfMissingAsync()
    {
        if (await DockerAsync("image", "ls", "--quiet", Image) is "")
        {
            string context = Path.Combine(AppContext.BaseDirectory, "Database");
            using CancellationTokenSource limit = new(TimeSpan.FromMinutes(10));
            await DockerClient.RunAsync(["build", "--quiet", "--tag", Image, context], limit.Token);
        }
    }

    // Copied, not mounted: the engine may be on another machine.
    private async Task CopyPasswordAsync()
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Password + "\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }

            await DockerAsync("cp", file, $"{container}:{PasswordPath}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task<bool> AcceptsAsync()
    {
        try
        {
            await using NpgsqlConnection connection = new(ConnectionString("shop"));
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException error)
        {
            if (await DockerAsync("inspect", "--format", "{{.State.Running}}", container) is not "true")
            {
                throw new InvalidOperationException($"PostgreSQL ended: {await DockerAsync("logs", container)}", error);
            }

            return false;
        }
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = "shop",
        Password = Password,
        GssEncryptionMode = GssEncryptionMode.Disable,
        // Twice, on busy cores, a new connection had no answer for the default of 15 s; why is not known.
        Timeout = 60,
    }.ConnectionString;
}
