using Microsoft.Extensions.Logging.Console;

namespace Shop;

/// <summary>How web and worker log: a line an event, UTC, on standard output.</summary>
internal static class ShopConsole
{
    public static void AddShopConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // What a failed command or connection means is said once, where it is handled.
        logging.AddFilter("Npgsql", LogLevel.None);
    }
}
