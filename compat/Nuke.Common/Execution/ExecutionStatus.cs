namespace Nuke.Common.Execution;

public enum ExecutionStatus
{
    None = 0,
    Scheduled = 1,
    NotRun = 2,
    Skipped = 3,
    Succeeded = 4,
    Failed = 5,
    Running = 6,
    Aborted = 7,

    /// <summary>Has no body: it only gathers others.</summary>
    Collective = 8,
}
