using System.Collections.Concurrent;
using System.Diagnostics;

namespace Nuke.Common.Tooling;

internal sealed class ToolProcess(Process process, Func<string, string> filter, int? timeout) : IProcess
{
    private readonly ConcurrentQueue<Output> output = new();

    public string FileName { get; } = process.StartInfo.FileName;
    public string Arguments { get; } = filter(process.StartInfo.Arguments);
    public string WorkingDirectory { get; } = process.StartInfo.WorkingDirectory;
    public IReadOnlyCollection<Output> Output => output;
    public int ExitCode => process.ExitCode;
    public int Id => process.Id;
    public bool HasExited => process.HasExited;

    public void Read(Action<OutputType, string> logger)
    {
        process.OutputDataReceived += (_, line) => Add(OutputType.Std, line.Data);
        process.ErrorDataReceived += (_, line) => Add(OutputType.Err, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Add(OutputType type, string text)
        {
            if (text is null)
                return;
            output.Enqueue(new Output { Type = type, Text = text });
            logger?.Invoke(type, filter(text));
        }
    }

    public bool WaitForExit()
    {
        if (!process.WaitForExit(timeout ?? -1))
        {
            Kill();
            return false;
        }

        // The overload without a timeout also waits for the last lines of output.
        process.WaitForExit();
        return true;
    }

    public string Redact(string text) => filter(text);

    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose() => process.Dispose();
}
