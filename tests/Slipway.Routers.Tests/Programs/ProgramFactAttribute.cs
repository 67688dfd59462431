namespace Slipway.Routers.Tests.Programs;

/// <summary>A test that runs a program of this machine. Skipped, and says why, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">Its name on the PATH: <c>perl</c>, <c>luajit</c>.</param>
    public ProgramFactAttribute(string program) => Skip = Missing(program);

    /// <summary>Why a test that needs the program is skipped; null: it is there.</summary>
    public static string? Missing(string program) => Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, program)))
        ? null
        : $"{program} is not on the PATH; ./build.sh Interpreters installs it where it can.";
}
