using Shop;
using Shop.Health;
using Shop.Migrations;
using Shop.Web;
using Shop.Worker;

IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
try
{
    return args switch
    {
        ["web"] => await WebCommand.RunAsync(configuration),
        ["worker"] => await WorkerCommand.RunAsync(configuration),
        ["migrate"] => await MigrateCommand.RunAsync(configuration),
        ["health"] => await HealthCommand.RunAsync(configuration),
        _ => Usage(),
    };
}
catch (SettingException error)
{
    await Console.Error.WriteLineAsync($"shop: {error.Message}");
    return 2;
}

static int Usage()
{
    Console.Error.WriteLine("usage: Shop web|worker|migrate|health");
    return 2;
}
