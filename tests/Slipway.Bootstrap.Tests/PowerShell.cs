namespace Slipway.Bootstrap.Tests;

/// <summary>That of the machine, or the one that <c>./build.sh Interpreters</c> has put beside what is built.</summary>
internal static class PowerShell
{
    private static readonly string Name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";

    private static readonly string? Found = Machine.Find(Name)
        ?? new[] { Path.Combine(Repository.Root, "artifacts", "tools", Name) }.FirstOrDefault(File.Exists);

    /// <summary>Why tests of build.ps1 are skipped; null: there is a PowerShell.</summary>
    public static string? Missing { get; } =
        Found is null ? "there is no pwsh; ./build.sh Interpreters installs it where the feed serves it" : null;

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Program => Found ?? throw new InvalidOperationException(Missing);

    /// <summary>Its arguments to run a script.</summary>
    public static IReadOnlyList<string> Running(string script, IReadOnlyList<string> arguments) =>
        ["-NoProfile", "-File", script, .. arguments];
}
