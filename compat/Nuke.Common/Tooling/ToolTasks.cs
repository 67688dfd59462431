using System.Reflection;
using System.Text.RegularExpressions;
using Serilog;
using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>Runs one command-line tool from typed options.</summary>
public abstract class ToolTasks
{
    private string toolPath;
    private LogLevelPattern[] patterns;
    private bool? errorIsStandard;

    protected ToolTasks()
    {
    }

    protected virtual string GetToolPath(ToolOptions options = null) =>
        toolPath ?? ToolPathResolver.GetPathExecutable(GetType().GetCustomAttribute<PathToolAttribute>().NotNull().Executable);

    protected void SetToolPath(string path) => toolPath = path;

    protected internal virtual Action<OutputType, string> GetLogger(ToolOptions options = null)
    {
        patterns ??= GetType().GetCustomAttributes<LogLevelPattern>().ToArray();
        errorIsStandard ??= GetType().IsDefined(typeof(LogErrorAsStandard));
        return (type, text) =>
        {
            var pattern = patterns.FirstOrDefault(
                candidate => Regex.IsMatch(text, candidate.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
            Log.Write(
                pattern?.Level ?? (type == OutputType.Std || errorIsStandard.Value ? LogEventLevel.Debug : LogEventLevel.Error),
                "{Output}",
                text);
        };
    }

    protected IReadOnlyCollection<Output> Run(
        ArgumentStringHandler arguments,
        string workingDirectory = null,
        IReadOnlyDictionary<string, string> environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string> logger = null,
        Func<IProcess, object> exitHandler = null)
    {
        var process = ProcessTasks.StartProcess(GetToolPath(), arguments, workingDirectory, environmentVariables, timeout, logOutput,
            logInvocation, logger ?? GetLogger());
        return Finish(process, exitHandler, assertZero: true);
    }

    protected virtual IReadOnlyCollection<Output> Run<T>(T options = null)
        where T : ToolOptions, new()
    {
        options ??= new T();
        var command = typeof(T).GetCustomAttribute<CommandAttribute>()?.Arguments;
        var line = new[] { command }.Concat(options.Render()).Concat(options.ProcessAdditionalArguments)
            .Where(part => !string.IsNullOrEmpty(part));
        var process = ProcessTasks.StartProcess(
            options.ProcessToolPath ?? GetToolPath(options),
            string.Join(' ', line),
            workingDirectory: null,
            options.ProcessEnvironmentVariables,
            options.ProcessExecutionTimeout,
            options.ProcessOutputLogging,
            options.ProcessInvocationLogging,
            options.ProcessLogger ?? GetLogger(options));
        return Finish(process, exitHandler: null, options.ProcessExitHandling ?? true);
    }

    private static IReadOnlyCollection<Output> Finish(IProcess process, Func<IProcess, object> exitHandler, bool assertZero)
    {
        process.AssertWaitForExit();
        if (exitHandler is not null)
            exitHandler(process);
        else if (assertZero)
            process.AssertZeroExitCode();
        return process.Output;
    }
}
