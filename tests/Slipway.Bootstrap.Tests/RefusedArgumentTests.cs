namespace Slipway.Bootstrap.Tests;

/// <summary>Official Nuke dies of an unhandled exception on these, before anything of this repository could say a word.</summary>
[Collection(BootstrapCollection.Name)]
public sealed class RefusedArgumentTests(RepositoryCopy copy)
{
    public static TheoryData<string, string> Refused => new()
    {
        { "Status --verbosity nope", "--verbosity: verbose, normal, minimal or quiet is expected, not \"nope\"" },
        { "Status --VERBO-SITY nope", "--VERBO-SITY: verbose, normal, minimal or quiet is expected, not \"nope\"" },
        { "Status -verbosity 7", "-verbosity: verbose, normal, minimal or quiet is expected, not \"7\"" },
        { "Status --verbosity", "--verbosity: verbose, normal, minimal or quiet is expected, not \"\"" },
        { "Status --verbosity --no-logo", "--verbosity: verbose, normal, minimal or quiet is expected, not \"\"" },
        { "Status --verbosity quiet normal", "--verbosity: verbose, normal, minimal or quiet is expected, not \"quiet normal\"" },
        { "Status --verbosity quiet --verbosity nope", "--verbosity: verbose, normal, minimal or quiet is expected, not \"nope\"" },
        { "Status --host Nope", "--host: one of AppVeyor, " },
        { "Status --host", "--host: one of AppVeyor, " },
        { "Status --root no/such/folder", "--root: a folder is expected, not \"no/such/folder\"" },
        { "--plan", "--plan: a target is expected before it" },
        { "--plan Deploy", "--plan: a target is expected before it" },
        { "--plan --target", "--plan: a target is expected before it" },
        { "--no-logo --plan", "--plan: a target is expected before it" },
    };

    public static TheoryData<string, string> RefusedVariables => new()
    {
        { "HOST", "0.0.0.0" }, { "NUKE_HOST", "Nope" }, { "VERBOSITY", "loud" }, { "NUKE_VERBOSITY", "loud" },
    };

    [UnixTheory]
    [MemberData(nameof(Refused))]
    public async Task Refused_by_build_sh(string arguments, string message) =>
        AssertRefused(await copy.RunAsync(Path.Combine(copy.Root, "build.sh"), arguments.Split(' ')), message);

    [PowerShellTheory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Refused))]
    public async Task Refused_by_build_ps1(string arguments, string message) => AssertRefused(
        await copy.ByPowerShellAsync(arguments.Split(' ')), message);

    [UnixTheory]
    [MemberData(nameof(RefusedVariables))]
    public async Task Refused_of_the_environment_by_build_sh(string variable, string value) => AssertRefused(
        await copy.RunAsync(Path.Combine(copy.Root, "build.sh"), ["Status"], (variable, value)), $"The environment's {variable}: ");

    [PowerShellTheory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(RefusedVariables))]
    public async Task Refused_of_the_environment_by_build_ps1(string variable, string value) => AssertRefused(
        await copy.ByPowerShellAsync(["Status"], (variable, value)), $"The environment's {variable}: ");

    /// <summary>One line, and nothing was asked, restored or built: whatever is built would be said first.</summary>
    private static void AssertRefused(Ended ended, string message)
    {
        ended.Expect(2);
        Assert.Empty(ended.Output);
        Assert.StartsWith(message, Assert.Single(ended.Said), StringComparison.Ordinal);
    }
}
