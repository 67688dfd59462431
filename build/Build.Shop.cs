using Slipway.Applications;
using Slipway.Containers;

/// <summary>What is released: the shop.</summary>
internal sealed partial class Build
{
    private const string ShopContext = "artifacts/shop";

    private static readonly string[] ShopSources =
    [
        "samples/Shop", "samples/Shop.Tests", "Directory.*.props", "Directory.*.targets", "global.json",
    ];

    private static readonly ImageSource ShopImage = new() { Name = "shop", Dockerfile = "samples/Shop/Dockerfile", Context = ShopContext };

    /// <summary>Nobody needs to know it but the shop's own containers: the first release makes it, on the target.</summary>
    private static readonly SecretFile DatabasePassword = SecretFile.Generated("shop-db-password");

    private static readonly Dictionary<string, string> Database = new(StringComparer.Ordinal)
    {
        ["SHOP_DB_HOST"] = "database",
        ["SHOP_DB_PASSWORD_FILE"] = DatabasePassword.Path,
    };

    public Application Application => new()
    {
        Name = "shop",
        Services =
        [
            new Service
            {
                Name = "web", Image = ShopImage, Command = ["web"], Port = 8080, HealthPath = "/health/ready",
                Environment = Database, Secrets = [DatabasePassword], MemoryMegabytes = 512,
            },
        ],
        Workers =
        [
            new Worker
            {
                Name = "worker", Image = ShopImage, Command = ["worker"], Environment = Database, Secrets = [DatabasePassword],
                MemoryMegabytes = 256,
            },
        ],
        SharedServices =
        [
            new SharedService
            {
                Name = "database", Recipe = ImageRecipe.FromFolder("slipway/postgres", RootDirectory / "samples" / "Shop" / "Database"),
                DataPath = "/var/lib/postgresql/data", TemporaryFolders = ["/tmp", "/run/postgresql"], UserId = 10001,
                Secrets = [DatabasePassword],
                ReadyCommand = ["pg_isready", "--quiet", "--host=127.0.0.1", "--username=shop", "--dbname=shop"],
            },
        ],
        Migration = new Migration { Image = ShopImage, Command = ["migrate"], Environment = Database, Secrets = [DatabasePassword] },
    };
}
