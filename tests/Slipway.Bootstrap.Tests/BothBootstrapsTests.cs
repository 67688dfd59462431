namespace Slipway.Bootstrap.Tests;

/// <summary>Whichever of the two somebody runs, the other goes on from what it has built.</summary>
[Collection(BootstrapCollection.Name)]
[Trait("Category", "Slow")]
public sealed class BothBootstrapsTests(RepositoryCopy copy)
{
    [PowerShellFact]
    public async Task What_one_has_chosen_and_built_the_other_takes_and_the_same_inputs_make_either_build_again()
    {
        copy.TakeNukeFrom(copy.CreateFeed().Folder);
        copy.ForgetBuild();
        var first = (await copy.BuildAsync(null, "--help")).Expect(0);
        var second = (await ByPowerShellAsync()).Expect(0);
        Assert.Empty(second.Said);
        Assert.Contains(first.Output, line => line.Contains("DeployBlueGreen", StringComparison.Ordinal));
        Assert.Equal(first.Output, second.Output);

        File.Delete(Path.Combine(copy.Root, "artifacts", "official-packages.txt"));
        var asked = (await ByPowerShellAsync()).Expect(0);
        Assert.Equal("Nuke is compat: the package feed does not serve Nuke.Common 10.1.0", Assert.Single(asked.Said));

        File.SetLastWriteTimeUtc(
            Path.Combine(copy.Root, "src", "Slipway.Nuke", "Slipway.Nuke.csproj"), TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.StartsWith(
            "Building the build project ... ", Assert.Single((await ByPowerShellAsync()).Expect(0).Said), StringComparison.Ordinal);
        Assert.Empty((await copy.BuildAsync(null, "--help")).Expect(0).Said);
    }

    [PowerShellFact]
    public async Task PowerShell_passes_arguments_on_and_ends_with_the_exit_code_of_the_build()
    {
        var ended = (await copy.ByPowerShellAsync(["Status", "--no-such-parameter", "two words"])).Expect(2);
        Assert.Contains("--no-such-parameter: there is no such parameter", ended.All, StringComparison.Ordinal);
    }

    private Task<Ended> ByPowerShellAsync() => copy.ByPowerShellAsync(["--help"]);
}
