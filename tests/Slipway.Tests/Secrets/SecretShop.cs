using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>A shop with a key that is given, and a database whose password is given or made.</summary>
internal static class SecretShop
{
    public const string Web = "shop-web-blue-secrets";

    public const string OtherWeb = "shop-web-green-secrets";

    public const string Database = "shop-database-secrets";

    /// <summary>The shop; a password of null is one that the target makes.</summary>
    public static Application With(string? key, string? password = null, RetirePolicy retire = RetirePolicy.KeepWarm) =>
        Describe(SecretFile.Given("api-key", key), password is null ? Made : SecretFile.Given("database-password", password), retire);

    /// <summary>The shop on a machine that has no secret at all.</summary>
    public static Application WithNone() => Describe(SecretFile.Given("api-key", null), SecretFile.Given("database-password", ""));

    /// <summary>A target on which the shop was released.</summary>
    public static async Task<Shell> ReleasedAsync(Application application)
    {
        var shell = new Shell(new RecordingTarget(), application);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }

    public static IEnumerable<string> Store(this Shell shell) => shell.Target.Files.Keys.Where(
        file => file.StartsWith("secrets/", StringComparison.Ordinal));

    /// <summary>The versions of one secret that the target keeps.</summary>
    public static int Versions(this Shell shell, string name) =>
        shell.Store().Count(file => file.StartsWith($"secrets/{name}.", StringComparison.Ordinal));

    private static SecretFile Made => SecretFile.Generated("database-password");

    private static Application Describe(SecretFile key, SecretFile password, RetirePolicy retire = RetirePolicy.KeepWarm) =>
        ShopDescription.Whole with
        {
            Services = [ShopDescription.Whole.Services[0] with { Secrets = [key, password] }, ShopDescription.Whole.Services[1]],
            SharedServices = [ShopDescription.Whole.SharedServices[0] with { Secrets = [password] }],
            Migration = ShopDescription.Whole.Migration! with { Secrets = [password] },
            Retire = retire,
        };
}
