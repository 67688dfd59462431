using Npgsql;
using Shop.Database;

namespace Shop.Worker;

/// <summary>
/// Processes orders; listens on no port. SHOP_WORK_MS: how long an order takes, in milliseconds (0 to 20000, default 20).
/// On SIGTERM the order under way is finished, within 25 s.
/// </summary>
internal static class WorkerCommand
{
    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        using IHost host = Build(configuration, TimeProvider.System);
        await host.RunAsync(CancellationToken.None);
        return 0;
    }

    public static IHost Build(IConfiguration configuration, TimeProvider time)
    {
        NpgsqlConnectionStringBuilder database = DatabaseSettings.Read(configuration, connections: 2);
        TimeSpan work = TimeSpan.FromMilliseconds(configuration.Number("SHOP_WORK_MS", 20, 0, 20_000));
        string worker = $"{configuration["SLIPWAY_SLOT"] ?? "worker"}@{Environment.MachineName}";

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddShopConsole();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(configuration);
        builder.Services.AddSingleton(_ => DatabaseSettings.Connect(database));
        builder.Services.AddSingleton(services => new OrderProcessor(services.GetRequiredService<NpgsqlDataSource>(), time, worker, work));
        builder.Services.AddHostedService<WorkerLoop>();
        return builder.Build();
    }
}
