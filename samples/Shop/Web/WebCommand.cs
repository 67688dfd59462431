using Npgsql;
using Shop.Database;
using Shop.Health;
using Shop.Orders;

namespace Shop.Web;

/// <summary>
/// Serves the shop over HTTP on SHOP_PORT (1 to 65535, default 8080; 0 takes a free one).
/// On SIGTERM requests under way are served to their end, within 25 s.
/// </summary>
internal static class WebCommand
{
    public const int DefaultPort = 8080;

    // Orders are short statements; two slots and the workers together stay well under PostgreSQL's 100 connections.
    private const int Connections = 20;

    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        await using WebApplication web = Build(configuration, TimeProvider.System);
        await web.RunAsync();
        return 0;
    }

    public static WebApplication Build(IConfiguration configuration, TimeProvider time)
    {
        NpgsqlConnectionStringBuilder database = DatabaseSettings.Read(configuration, Connections);
        int port = configuration.Number("SHOP_PORT", DefaultPort, 0, 65535);

        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddShopConsole();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenAnyIP(port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ShopJson.Default));
        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<DatabaseFaultHandler>();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(VersionInfo.Read(configuration, time.GetUtcNow()));
        builder.Services.AddSingleton(services => new ReadyProbe(configuration, services.GetRequiredService<OrderTable>(), time));
        builder.Services.AddSingleton(_ => DatabaseSettings.Connect(database));
        builder.Services.AddSingleton<OrderTable>();

        WebApplication web = builder.Build();
        web.UseExceptionHandler();
        web.UseWebSockets();
        web.MapHealth();
        web.MapOrders();
        web.MapStreams();
        web.MapEcho();
        web.MapIndex();
        return web;
    }
}
