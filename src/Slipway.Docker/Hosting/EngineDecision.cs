namespace Slipway.Docker.Hosting;

/// <summary>What is done about an engine that does not answer.</summary>
internal enum EngineDecision
{
    /// <summary>Nothing can be done from here; the error that was met says what a person can do.</summary>
    ReportUnreachable,

    /// <summary>Installing would help but was not allowed, or can't be done by this user on this system.</summary>
    AskForInstallation,

    /// <summary>It is installed: start it.</summary>
    Start,

    /// <summary>Install it from the operating system's packages, then start it.</summary>
    InstallAndStart,
}
