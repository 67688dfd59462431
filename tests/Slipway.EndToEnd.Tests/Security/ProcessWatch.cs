using System.Globalization;
using System.Text;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>
/// Looks at the arguments, and if asked for at the environment, of every process of this machine, many times a second, while something
/// runs.
/// </summary>
internal sealed class ProcessWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;

    public ProcessWatch(bool environments) => watching = WatchAsync(environments);

    /// <summary>Every command line, and every environment that was looked at.</summary>
    public async Task<IReadOnlyCollection<string>> StopAsync()
    {
        await stopping.CancelAsync();
        await watching;
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task WatchAsync(bool environments)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var process in Directory.EnumerateDirectories("/proc")
                .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)))
            {
                Read(Path.Combine(process, "cmdline"));
                if (environments)
                {
                    Read(Path.Combine(process, "environ"));
                }
            }

            await Task.Delay(Interval, TimeProvider.System, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Read(string file)
    {
        try
        {
            seen.Add(Encoding.UTF8.GetString(File.ReadAllBytes(file)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has ended since it was listed, or is none that anybody may look into.
        }
    }
}
