namespace Shop.Worker;

/// <summary>
/// A file that the worker touches on every turn of its loop: the sign of life of a process that listens on no port.
/// SHOP_HEARTBEAT_FILE overrides its path (default: shop-worker.heartbeat in the folder for temporary files).
/// </summary>
internal static class Heartbeat
{
    /// <summary>Longer than an order may take to process, so that a busy worker is not taken for a dead one.</summary>
    public static readonly TimeSpan OldestSign = TimeSpan.FromSeconds(30);

    public static bool Exists(IConfiguration configuration) => File.Exists(PathIn(configuration));

    public static void Beat(IConfiguration configuration, TimeProvider time)
    {
        string path = PathIn(configuration);
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
        }

        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Null when the last sign of life is recent, else how old it is.</summary>
    public static string? WhyStale(IConfiguration configuration, TimeProvider time)
    {
        TimeSpan age = time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(PathIn(configuration));
        return age <= OldestSign
            ? null
            : $"the worker's last sign of life is {age.TotalSeconds:0} s old (at most {OldestSign.TotalSeconds:0} s)";
    }

    private static string PathIn(IConfiguration configuration) =>
        configuration["SHOP_HEARTBEAT_FILE"] is { Length: > 0 } path ? path : Path.Combine(Path.GetTempPath(), "shop-worker.heartbeat");
}
