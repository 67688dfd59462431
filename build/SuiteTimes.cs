using System.Text.Json;
using Serilog;

/// <summary>What is remembered of the suites from run to run: the longest begins first, and whoever waits is told how long about.</summary>
internal sealed class SuiteTimes
{
    private readonly AbsolutePath file;
    private readonly Dictionary<string, SuiteTime> times;

    private SuiteTimes(AbsolutePath file, Dictionary<string, SuiteTime> times) => (this.file, this.times) = (file, times);

    /// <summary>Nothing is known where the file is missing or is not what <see cref="Save"/> writes.</summary>
    public static SuiteTimes Read(AbsolutePath file)
    {
        try
        {
            var text = file.FileExists() ? File.ReadAllText(file) : "{}";
            return new SuiteTimes(file, JsonSerializer.Deserialize<Dictionary<string, SuiteTime>>(text) ?? []);
        }
        catch (JsonException error)
        {
            Log.Debug("{File} is left out: {Reason}", file, error.Message);
            return new SuiteTimes(file, []);
        }
    }

    /// <summary>Null when no run of it is known.</summary>
    public SuiteTime? Of(string suite) => times.GetValueOrDefault(suite);

    public void Save(string suite, SuiteTime time)
    {
        times[suite] = time;
        file.Parent.CreateDirectory();
        file.WriteAllText(JsonSerializer.Serialize(times));
    }
}
