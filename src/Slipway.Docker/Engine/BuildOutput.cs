using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <summary>
/// What a build prints, for whoever wants details; all others hear every few seconds that it goes on. When it fails, its last lines stand
/// in the error.
/// </summary>
/// <param name="what">What is built.</param>
/// <param name="progress">Who hears of it.</param>
/// <param name="time">Measures how long it takes.</param>
internal sealed class BuildOutput(string what, IProgress<string> progress, TimeProvider time) : IProgress<string>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly long begun = time.GetTimestamp();
    private TimeSpan told;

    public void Report(string value)
    {
        (progress as IDetailedProgress)?.ReportDetail(value);
        var elapsed = time.GetElapsedTime(begun);
        if (elapsed - told >= Interval)
        {
            told = elapsed;
            progress.Report($"building {what}: {elapsed.TotalSeconds:0} s");
        }
    }
}
