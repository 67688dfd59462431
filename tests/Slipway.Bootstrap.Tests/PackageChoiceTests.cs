using System.Text.Json;

namespace Slipway.Bootstrap.Tests;

/// <summary>Official Nuke where the package feed serves it, else compat, and each time the true reason.</summary>
[Collection(BootstrapCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PackageChoiceTests(RepositoryCopy copy)
{
    private const string Served = "Nuke is official: the package feed serves Nuke.Common 10.1.0";

    [UnixFact]
    public async Task Packages_under_the_official_ids_are_chosen_restored_built_and_run() =>
        await AssertOfficialAsync(copy.CreateFeed().AddNuke().Folder);

    /// <summary>The same on the real packages, where somebody has them.</summary>
    [OfficialNukeFact]
    public async Task Official_packages_are_chosen_restored_built_and_run() => await AssertOfficialAsync(OfficialNukeFactAttribute.Folder!);

    [UnixFact]
    public async Task Compat_is_chosen_where_the_feed_does_not_serve_Nuke()
    {
        copy.TakeNukeFrom(copy.CreateFeed().Folder);
        copy.ForgetBuild();
        var first = (await copy.BuildAsync(null, "--help")).Expect(0);
        Assert.Equal(
            [
                "The build project is not built yet: that takes a minute or two, this once.",
                "Nuke is compat: the package feed does not serve Nuke.Common 10.1.0",
            ],
            first.Said.Take(2));
        Assert.StartsWith("Building the build project ... ", Assert.Single(first.Said.Skip(2)), StringComparison.Ordinal);
        Assert.DoesNotContain(first.Output, line => line.Contains("build project", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("project", KindOf("Nuke.Common"));

        // The answer holds, and the build stands.
        Assert.Empty((await copy.BuildAsync("auto", "--help")).Expect(0).Said);

        // What is forced but not served is one line, and what was built is still there.
        var forced = (await copy.BuildAsync("true", "--help")).Expect(2);
        Assert.Equal("OfficialPackages=true: the package feed does not serve Nuke.Common 10.1.0", Assert.Single(forced.Said));
        Assert.Equal("Nuke is compat: OfficialPackages=false", Assert.Single((await copy.BuildAsync("false", "--help")).Expect(0).Said));
    }

    [UnixFact]
    public async Task Compat_is_chosen_where_the_feed_does_not_serve_all_of_Nuke()
    {
        copy.TakeNukeFrom(copy.CreateFeed().AddNuke(without: "Nuke.Tooling").Folder);
        (await copy.BuildAsync("auto", "--help")).Expect(0).ExpectSaid("Nuke is compat: the package feed does not serve Nuke.Tooling");
    }

    [UnixFact]
    public async Task Compat_is_chosen_where_the_feed_can_not_be_asked()
    {
        // Nobody listens on the port of discarded packets.
        copy.TakeNukeFrom("http://127.0.0.1:9/index.json");
        (await copy.BuildAsync("auto", "--help")).Expect(0).ExpectSaid("Nuke is compat: the package feed could not be asked: NU1301: ");
    }

    [UnixFact]
    public async Task Official_packages_that_are_served_but_do_not_fit_end_the_build_and_compat_does_not_hide_it()
    {
        copy.TakeNukeFrom(copy.CreateFeed().AddNuke(least: "999.0.0").Folder);
        var ended = (await copy.BuildAsync("auto", "--help")).Expect(2);
        Assert.StartsWith("Official Nuke's packages can't be restored: NU1109: ", ended.Said[^2], StringComparison.Ordinal);
        Assert.Contains("Serilog", ended.Said[^2], StringComparison.Ordinal);
        Assert.Equal("OfficialPackages=false builds with compat.", ended.Said[^1]);
    }

    [UnixFact]
    public async Task Other_choice_than_true_false_and_auto_is_refused()
    {
        var ended = (await copy.BuildAsync("yes", "--help")).Expect(2);
        Assert.Equal("OfficialPackages: true, false or auto is expected, not \"yes\"", Assert.Single(ended.Said));
    }

    private async Task AssertOfficialAsync(string feed)
    {
        copy.TakeNukeFrom(feed);
        var schema = Path.Combine(copy.Root, ".nuke", "build.schema.json");
        File.Delete(schema);

        var asked = (await copy.BuildAsync("auto", "--help")).Expect(0).ExpectSaid(Served);
        Assert.Contains("DeployBlueGreen", asked.All, StringComparison.Ordinal);
        Assert.True(File.Exists(schema), "the schema of the parameters is written");
        Assert.All(["Nuke.Common", "Nuke.Components"], AssertLoadedFromPackage);
        Assert.Empty((await copy.BuildAsync(null, "--help")).Expect(0).Said);

        // The same packages when they are forced: nothing is built again.
        var forced = (await copy.BuildAsync("true", "--help")).Expect(0);
        Assert.Equal("Nuke is official: OfficialPackages=true", Assert.Single(forced.Said));
        Assert.Contains("DeployBlueGreen", forced.All, StringComparison.Ordinal);

        foreach (var choice in new[] { "true", "auto" })
        {
            // It only looks, at a stage that nobody releases to; without an engine it ends with an error of this repository's own.
            var (exitCode, text) = Machine.WithoutEngine is null ? (0, "was never released") : (4, "DOCKER_HOST");
            var status = (await copy.BuildAsync(choice, "Status", "--stage", "bootstrap")).Expect(exitCode);
            Assert.Contains(text, status.All, StringComparison.Ordinal);
        }

        // Forced when nothing is known of an earlier answer, so that the feed is asked.
        foreach (var known in Directory.EnumerateFiles(Path.Combine(copy.Root, "artifacts"), "official-packages.*"))
        {
            File.Delete(known);
        }

        (await copy.BuildAsync("true", "--help")).Expect(0).ExpectSaid("Nuke is official: OfficialPackages=true");

        // The committed lock files are those of the graph with compat, and stay so.
        var committed = Path.Combine(copy.Root, "build", "packages.lock.json");
        Assert.Contains("\"nuke.common\"", File.ReadAllText(committed), StringComparison.Ordinal);
        var official = Path.Combine(copy.Root, "build", "obj", "packages.official.lock.json");
        Assert.Contains("\"Nuke.Common\"", File.ReadAllText(official), StringComparison.Ordinal);
    }

    /// <summary>The program has one assembly of that name, it is the one in the package, and the host is told so.</summary>
    private void AssertLoadedFromPackage(string id)
    {
        Assert.Equal("package", KindOf(id));
        var loaded = File.ReadAllBytes(Path.Combine(copy.Program, $"{id}.dll"));
        var package = Path.Combine(copy.Packages, id.ToLowerInvariant(), FolderFeed.Version);
        var packed = Directory.EnumerateFiles(package, $"{id}.dll", SearchOption.AllDirectories);
        Assert.Contains(packed, file => loaded.AsSpan().SequenceEqual(File.ReadAllBytes(file)));
    }

    /// <summary>What the .NET host is told that a library of the build program comes from: package or project.</summary>
    private string? KindOf(string library)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllText(Path.Combine(copy.Program, "_build.deps.json")));
        return dependencies.RootElement.GetProperty("libraries").EnumerateObject()
            .Single(entry => entry.Name.StartsWith($"{library}/", StringComparison.OrdinalIgnoreCase))
            .Value.GetProperty("type").GetString();
    }
}
