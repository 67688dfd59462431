using System.Text;

namespace Nuke.Common.Tooling;

/// <summary>
/// A tool ended with another exit code than 0. The message names the tool, the code, what it was called with and what it said.
/// </summary>
public class ProcessException : Exception
{
    public ProcessException(IProcess process)
        : base(Describe(process)) => ExitCode = process.ExitCode;

    public int ExitCode { get; }

    private static string Describe(IProcess process)
    {
        var message = new StringBuilder()
            .AppendLine($"Process '{Path.GetFileName(process.FileName)}' exited with code {process.ExitCode}.")
            .AppendLine($"   > {process.FileName} {process.Arguments}".TrimEnd())
            .AppendLine($"   @ {process.WorkingDirectory}");
        var errors = process.Output.Where(line => line.Type == OutputType.Err).ToList();
        var lines = errors.Count > 0 ? errors : [.. process.Output.TakeLast(20)];
        if (lines.Count > 0)
            message.AppendLine(errors.Count > 0 ? "Error output:" : "Last output:");
        foreach (var line in lines)
            message.AppendLine($"   {(process as ToolProcess)?.Redact(line.Text) ?? line.Text}");
        return message.ToString().TrimEnd();
    }
}
