using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

public sealed class RecipeTests
{
    private static readonly ImageRecipe Recipe = new(
        "slipway/any", "FROM debian\n", new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" });

    [Fact]
    public void Equal_recipes_have_equal_names()
    {
        var reordered = Recipe with { Files = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "2", ["a"] = "1" } };

        Assert.Equal(RecipeHash.Of(Recipe, ["sha256:1"]), RecipeHash.Of(reordered, ["sha256:1"]));
        Assert.Equal(Bytes(Recipe), Bytes(reordered));
        Assert.Matches("^[0-9a-f]{12}$", RecipeHash.Of(Recipe, []));
    }

    [Fact]
    public void Any_change_of_text_files_or_base_gives_another_name()
    {
        string[] names =
        [
            RecipeHash.Of(Recipe, ["sha256:1"]),
            RecipeHash.Of(Recipe, ["sha256:2"]),
            RecipeHash.Of(Recipe with { Dockerfile = "FROM debian\n\n" }, ["sha256:1"]),
            RecipeHash.Of(Recipe with { Files = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1b", ["b"] = "2" } },
                ["sha256:1"]),
            RecipeHash.Of(Recipe with { Files = new Dictionary<string, string>(StringComparer.Ordinal) { ["a1"] = "b", ["b"] = "2" } },
                ["sha256:1"]),
        ];

        Assert.Equal(names.Length, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_bases_of_a_recipe_are_the_images_that_are_not_its_own_stages()
    {
        const string dockerfile = """
            # FROM comment
            FROM --platform=linux/amd64 debian:bookworm-slim AS build
            RUN echo FROM nowhere
            from golang:1
            FROM build AS test
            FROM scratch
            FROM debian:bookworm-slim
            """;

        Assert.Equal(["debian:bookworm-slim", "golang:1"], RecipeHash.BasesOf(dockerfile));
    }

    [Theory]
    [InlineData("connection refused", true)]
    [InlineData("net/http: TLS handshake timeout", true)]
    [InlineData("manifest unknown: manifest unknown", false)]
    [InlineData("unauthorized: authentication required", false)]
    [InlineData("pull access denied for x", false)]
    public void What_a_registry_denies_is_not_asked_for_again(string reason, bool isTransient) =>
        Assert.Equal(isTransient, PullFailure.IsTransient(new ImageUnavailableException("web@sha256:1", reason)));

    [Fact]
    public void Lines_are_whole_however_the_bytes_arrive()
    {
        var buffer = new LineBuffer();
        List<string> lines = [];
        foreach (var single in "eins\nzwölf\n\nrest"u8.ToArray())
        {
            lines.AddRange(buffer.Append([single]));
        }

        Assert.Equal(["eins", "zwölf", ""], lines);
        Assert.Equal("rest", buffer.TakeRest());
        Assert.Null(buffer.TakeRest());
    }

    private static byte[] Bytes(ImageRecipe recipe)
    {
        using var context = FileArchive.PackContext(recipe);
        using var bytes = new MemoryStream();
        context.CopyTo(bytes);
        return bytes.ToArray();
    }
}
