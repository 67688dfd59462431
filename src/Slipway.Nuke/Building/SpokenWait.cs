using Serilog;
using Slipway.Nuke.Console;

namespace Slipway.Nuke.Building;

/// <summary>Says every few seconds what a long command is waited for, and its last line, until it is disposed of.</summary>
internal sealed class SpokenWait : IDisposable
{
    private readonly string what;
    private readonly TimeProvider time;
    private readonly Action<string> tell;
    private readonly long start;
    private readonly ITimer timer;
    private volatile string last = "";

    /// <param name="what">What is waited for: <c>the build of the image shop</c>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Hears each sentence; null (the default) for the build's log.</param>
    public SpokenWait(string what, TimeProvider time, Action<string>? tell = null)
    {
        (this.what, this.time) = (what, time);
        this.tell = tell ?? (sentence => Log.Information("   {Sentence}", sentence));
        start = time.GetTimestamp();
        timer = time.CreateTimer(_ => Tell(), null, Every, Every);
    }

    /// <summary>5 s.</summary>
    public static TimeSpan Every { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A line that the command has written.</summary>
    /// <param name="line">Empty ones are left out.</param>
    public void Hear(string line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            last = line.Trim();
        }
    }

    public void Dispose() => timer.Dispose();

    private void Tell() => tell(
        $"waiting {Duration.Format(time.GetElapsedTime(start))} for {what}{(last.Length == 0 ? "" : $"; it says: {last}")}");
}
