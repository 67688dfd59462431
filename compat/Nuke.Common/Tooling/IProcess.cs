namespace Nuke.Common.Tooling;

/// <summary>A started tool.</summary>
public interface IProcess : IDisposable
{
    string FileName { get; }
    string Arguments { get; }
    string WorkingDirectory { get; }
    IReadOnlyCollection<Output> Output { get; }
    int ExitCode { get; }
    int Id { get; }
    bool HasExited { get; }

    void Kill();

    /// <summary>True when the process ended by itself; false when its timeout passed and it was killed.</summary>
    bool WaitForExit();
}
