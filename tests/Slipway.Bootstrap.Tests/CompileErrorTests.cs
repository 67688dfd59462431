namespace Slipway.Bootstrap.Tests;

/// <summary>
/// A checkout that does not compile has no Rollback: whoever needs one is told where there is one. The compiler's words come from a
/// program in its place.
/// </summary>
public sealed class CompileErrorTests : IDisposable
{
    private const string Hint = "This checkout does not compile. `Rollback` and `Status` for the same target also run from any other "
        + "checkout of this repository that does, such as the commit before: the target remembers its releases.";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-compile-");

    /// <summary>A checkout whose build project is to be built, and a dotnet that fails at it.</summary>
    public CompileErrorTests()
    {
        foreach (var script in new[] { "build.sh", "build.ps1" })
        {
            File.Copy(Path.Combine(Repository.Root, script), Path.Combine(folder.FullName, script));
        }

        Directory.CreateDirectory(Path.Combine(folder.FullName, "bin"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    [UnixTheory]
    [InlineData("src/Slipway/Program.cs(3,14): error CS1002: ; expected [build/_build.csproj]", true)]
    [InlineData("src/Slipway/Program.cs(3,14,3,20): error CA1822: Member can be static [build/_build.csproj]", true)]
    [InlineData("CSC : error CS5001: Program does not contain a static 'Main' method [build/_build.csproj]", true)]
    [InlineData("build/_build.csproj : error NU1301: Unable to load the service index", false)]
    [InlineData("sdk/Microsoft.Common.targets(12,5): error MSB3021: Unable to copy file. No space left on device", false)]
    [InlineData("build/_build.csproj(3,1): error MSB4025: The project file could not be loaded.", false)]
    public async Task Where_the_compile_failed_and_nowhere_else_another_checkout_is_named(string error, bool named)
    {
        var said = (await RunAsync(Path.Combine(folder.FullName, "build.sh"), ["Rollback"], error)).Expect(2).Said;
        Assert.Equal(named ? [error, Hint] : [error], said.SkipWhile(line => line != error));
    }

    [PowerShellTheory]
    [Trait("Category", "Slow")]
    [InlineData("src/Slipway/Program.cs(3,14): error CS1002: ; expected [build/_build.csproj]", true)]
    [InlineData("CSC : error CS5001: Program does not contain a static 'Main' method [build/_build.csproj]", true)]
    [InlineData("build/_build.csproj : error NU1301: Unable to load the service index", false)]
    public async Task PowerShell_says_the_same(string error, bool named)
    {
        var script = Path.Combine(folder.FullName, "build.ps1");
        var said = (await RunAsync(PowerShell.Program, PowerShell.Running(script, ["Rollback"]), error)).Expect(2).Said;
        Assert.Equal(named ? [error, Hint] : [error], said.SkipWhile(line => line != error));
    }

    private Task<Ended> RunAsync(string program, IReadOnlyList<string> arguments, string error)
    {
        var compiler = Path.Combine(folder.FullName, "bin", "dotnet");
        File.WriteAllText(compiler, $"""
            #!/bin/sh
            # PowerShell may itself be a tool of the real one.
            case "$1" in restore|build) ;; *) exec '{Machine.Find("dotnet")}' "$@" ;; esac
            cat <<'END'
            {error}
            END
            exit 1

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(compiler, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return RunningProcess.RunAsync(
            program, arguments,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OfficialPackages"] = "false",
                ["PATH"] = $"{Path.GetDirectoryName(compiler)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            null,
            variable => variable is not ("OfficialPackages" or "HOST" or "VERBOSITY" or "PATH") && !RunningProcess.IsOfABuild(variable));
    }
}
