using System.Diagnostics;
using Serilog;

namespace Nuke.Common.Tooling;

/// <summary>Starts processes.</summary>
public static class ProcessTasks
{
    public static bool DefaultLogOutput = true;
    public static bool DefaultLogInvocation = true;
    public static bool LogWorkingDirectory = true;
    public static string DefaultWorkingDirectory = Directory.GetCurrentDirectory();

    public static void DefaultLogger(OutputType type, string output)
    {
        if (type == OutputType.Std)
            Log.Debug("{Output}", output);
        else
            Log.Error("{Output}", output);
    }

    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null)
    {
        var filter = arguments.GetFilter();
        return StartProcess(toolPath, arguments.ToStringAndClear(), workingDirectory, environmentVariables, timeout, logOutput,
            logInvocation, logger, filter);
    }

    public static IProcess StartProcess(
        string toolPath,
        string arguments = null,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<string, string> outputFilter = null)
    {
        Assert.NotNull(toolPath);
        if (!Path.IsPathRooted(toolPath) && !toolPath.AsSpan().ContainsAny('/', '\\'))
            toolPath = ToolPathResolver.GetPathExecutable(toolPath);
        Assert.FileExists(toolPath, $"Tool '{toolPath}' does not exist.");
        workingDirectory ??= DefaultWorkingDirectory;
        Assert.DirectoryExists(workingDirectory, $"Working directory '{workingDirectory}' does not exist.");

        var start = new ProcessStartInfo
        {
            FileName = toolPath,
            Arguments = arguments ?? "",
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (environmentVariables is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
                start.Environment[name] = value;
        }

        var filter = outputFilter ?? (static text => text);
        if (logInvocation ?? DefaultLogInvocation)
        {
            Log.Information("> {Invocation}", $"{ArgumentText.QuoteIfNeeded(toolPath)} {filter(start.Arguments)}".TrimEnd());
            if (LogWorkingDirectory && !string.Equals(workingDirectory, DefaultWorkingDirectory, StringComparison.Ordinal))
                Log.Information("@ {WorkingDirectory}", workingDirectory);
        }

        var started = Process.Start(start) ?? throw new InvalidOperationException($"'{toolPath}' could not be started.");
        var process = new ToolProcess(started, filter, timeout);
        process.Read(logOutput ?? DefaultLogOutput ? logger ?? DefaultLogger : null);
        return process;
    }
}
