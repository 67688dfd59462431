using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

public sealed class ImageTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private IImages Images => fixture.Engine.Images;

    [EngineFact]
    public async Task An_unchanged_recipe_is_built_once_and_a_changed_one_again()
    {
        var recipe = Recipe("ensured",
            "COPY note /note\n") with { Files = new Dictionary<string, string>(StringComparer.Ordinal) { ["note"] = "one\n" } };
        List<string> first = [], second = [];
        var detailed = new Detailed();

        var reference = await Images.EnsureAsync(recipe, new Immediate<string>(first.Add), CancellationToken.None);
        var again = await Images.EnsureAsync(recipe, new Immediate<string>(second.Add), CancellationToken.None);

        Assert.Equal(reference, again);
        Assert.DoesNotContain(first, line => line.StartsWith("Step 1/", StringComparison.Ordinal));
        Assert.Empty(second);

        var name = await fixture.StartAsync(fixture.Sleeper("note") with { Image = reference });
        Assert.Equal("one\n",
            (await fixture.Engine.Containers.ExecuteAsync(name, ["cat", "/note"], CancellationToken.None)).StandardOutput);
        var id = (await fixture.ListImagesAsync(reference)).Single().ID;
        Assert.False(await Images.RemoveAsync(id, CancellationToken.None));
        Assert.Single(await fixture.ListImagesAsync(reference));

        await fixture.Engine.Containers.RemoveAsync(name, CancellationToken.None);
        Assert.True(await Images.RemoveAsync(id, CancellationToken.None));
        // One that is long gone was not removed by this call.
        Assert.False(await Images.RemoveAsync(id, CancellationToken.None));
        Assert.Empty(await fixture.ListImagesAsync(reference));

        await Images.EnsureAsync(recipe, detailed, CancellationToken.None);
        Assert.Contains(detailed.Lines, line => line.StartsWith("Step 1/", StringComparison.Ordinal));
        await Images.RemoveAsync((await fixture.ListImagesAsync(reference)).Single().ID, CancellationToken.None);
    }

    [EngineFact]
    public async Task A_build_that_fails_ends_with_its_last_lines()
    {
        var recipe = Recipe("failing", "RUN echo this is why >&2; exit 9\n");

        var failure = await Assert.ThrowsAsync<ImageBuildException>(
            () => Images.EnsureAsync(recipe, new Immediate<string>(_ => { }), CancellationToken.None));
        Assert.Contains("this is why", failure.Message, StringComparison.Ordinal);
        Assert.Contains("code: 9", failure.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_base_image_that_is_missing_is_named()
    {
        var recipe = new ImageRecipe(fixture.Name("baseless"), "FROM slipway.invalid/base:1\n",
            new Dictionary<string, string>(StringComparer.Ordinal));

        var failure = await Assert.ThrowsAsync<ImageUnavailableException>(
            () => Images.EnsureAsync(recipe, new Immediate<string>(_ => { }), CancellationToken.None));
        Assert.Contains("slipway.invalid/base:1", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Another application's Reset removes what no container has, at any moment.</summary>
    [EngineFact]
    public async Task A_container_is_made_though_its_image_was_removed_since_it_was_made()
    {
        var recipe = Recipe("removed", "LABEL to=be-removed\n");
        var reference = await Images.EnsureAsync(recipe, new Immediate<string>(_ => { }), CancellationToken.None);
        Assert.True(await Images.RemoveAsync((await fixture.ListImagesAsync(reference)).Single().ID, CancellationToken.None));
        List<string> told = [];
        var spec = fixture.Sleeper("of-removed") with { Image = reference };

        await fixture.Engine.CreateAsync(spec, recipe, new Immediate<string>(told.Add), CancellationToken.None);

        Assert.NotNull(await fixture.Engine.Containers.FindAsync(spec.Name, CancellationToken.None));
        Assert.Equal([$"building {reference}"], told);

        var stranger = fixture.Sleeper("of-a-stranger") with { Image = fixture.Name("stranger") };
        await Assert.ThrowsAsync<ImageUnavailableException>(
            () => fixture.Engine.CreateAsync(stranger, recipe, new Immediate<string>(told.Add), CancellationToken.None));
        await fixture.Engine.Containers.RemoveAsync(spec.Name, CancellationToken.None);
        await Images.RemoveAsync((await fixture.ListImagesAsync(reference)).Single().ID, CancellationToken.None);
    }

    [EngineTheory]
    [InlineData("shop@(not pushed yet)")]
    [InlineData("shop@sha256:abc")]
    [InlineData("Shop:one two")]
    public async Task What_is_no_reference_at_all_is_the_name_of_no_image(string reference)
    {
        Assert.False(await Images.RemoveAsync(reference, CancellationToken.None));
        await Assert.ThrowsAsync<ImageUnavailableException>(() => Images.PullAsync(reference, CancellationToken.None));
    }

    private ImageRecipe Recipe(string what, string instructions) => new(
        fixture.Name(what), $"FROM {EngineFixture.Image}\n{instructions}", new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Somebody who asks for what a build prints.</summary>
    private sealed class Detailed : IDetailedProgress
    {
        public List<string> Lines { get; } = [];

        public void Report(string value)
        {
        }

        public void ReportDetail(string line) => Lines.Add(line);
    }
}
