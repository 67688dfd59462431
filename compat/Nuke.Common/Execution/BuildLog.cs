using System.Globalization;
using Nuke.Common.IO;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Nuke.Common.Execution;

/// <summary>
/// Where all output of a build goes: the console as far as the verbosity lets it, the log file in full, and the warnings and
/// errors once more for the block before the summary. Written out at once, so that a killed build leaves its last line.
/// </summary>
internal sealed class BuildLog : ILogEventSink, IDisposable
{
    private const int KeptLogs = 5;

    // Values as they are, without quotes around texts.
    private static readonly MessageTemplateTextFormatter Messages = new("{Message:lj}", CultureInfo.InvariantCulture);

    private readonly object gate = new();
    private readonly TextWriter console = Console.Out;
    private readonly bool colored = !Console.IsOutputRedirected && !EnvironmentInfo.HasVariable("NO_COLOR");
    private readonly List<(LogEventLevel Level, string Text)> problems = [];
    private AbsolutePath path;
    private StreamWriter file;

    private BuildLog()
    {
    }

    public static BuildLog Start()
    {
        var log = new BuildLog();
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(log).CreateLogger();
        return log;
    }

    /// <summary>What was logged as warning or worse, in order.</summary>
    public IReadOnlyList<(LogEventLevel Level, string Text)> Problems
    {
        get
        {
            lock (gate)
                return [.. problems];
        }
    }

    /// <summary>Opens a dated log in the directory and removes all but the newest.</summary>
    public void WriteTo(AbsolutePath directory, DateTime now)
    {
        directory.CreateDirectory();
        var name = $"build.{now.ToString("yyyy-MM-dd_HH-mm-ss", CultureInfo.InvariantCulture)}";
        path = directory / $"{name}.log";
        // Two builds may start in the same second.
        for (var number = 2; path.FileExists(); number++)
            path = directory / $"{name}-{number}.log";
        file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
        foreach (var old in Directory.EnumerateFiles(directory, "build.*.log").OrderByDescending(File.GetLastWriteTimeUtc).Skip(KeptLogs))
            File.Delete(old);
    }

    public void Emit(LogEvent logEvent)
    {
        var text = Render(logEvent);
        var line = $"{logEvent.Timestamp.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} [{Tag(logEvent.Level)}] {text}";
        lock (gate)
        {
            if (logEvent.Level >= LogEventLevel.Warning)
                problems.Add((logEvent.Level, text));
            file?.WriteLine(line);
            if (logEvent.Level >= Threshold)
                Print(line, ColorOf(logEvent.Level));
            if (logEvent.Exception is null)
                return;
            // The stack is for whoever repairs the build, not for whoever runs it.
            file?.WriteLine(logEvent.Exception);
            if (NukeBuild.Verbosity == Verbosity.Verbose)
                Print(logEvent.Exception.ToString(), ColorOf(logEvent.Level));
        }
    }

    /// <summary>Output of the framework itself, printed at every verbosity.</summary>
    public void Line(string text = "", LogEventLevel? color = null)
    {
        lock (gate)
        {
            file?.WriteLine(text);
            Print(text, color is { } level ? ColorOf(level) : null);
        }
    }

    /// <summary>What went wrong outside of any target: told at once, and not again before the summary.</summary>
    public void Report(Exception exception)
    {
        Line(exception.Message, LogEventLevel.Error);
        Log.Verbose(exception, "No target has thrown this");
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (file is null)
                return;
            file.Dispose();
            file = null;
            if (path.FileExists())
                File.Copy(path, path.Parent / "build.log", overwrite: true);
        }
    }

    private static string Render(LogEvent logEvent)
    {
        using var writer = new StringWriter();
        Messages.Format(logEvent, writer);
        return writer.ToString();
    }

    private static LogEventLevel Threshold => NukeBuild.Verbosity switch
    {
        Verbosity.Verbose => LogEventLevel.Verbose,
        Verbosity.Normal => LogEventLevel.Debug,
        Verbosity.Minimal => LogEventLevel.Warning,
        _ => LogEventLevel.Error,
    };

    private void Print(string text, string color) => console.WriteLine(colored && color is not null ? $"\e[{color}m{text}\e[0m" : text);

    private static string Tag(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose => "VRB",
        LogEventLevel.Debug => "DBG",
        LogEventLevel.Information => "INF",
        LogEventLevel.Warning => "WRN",
        LogEventLevel.Error => "ERR",
        _ => "FTL",
    };

    private static string ColorOf(LogEventLevel level) => level switch
    {
        >= LogEventLevel.Error => "31",
        LogEventLevel.Warning => "33",
        LogEventLevel.Information => "36",
        _ => null,
    };
}
