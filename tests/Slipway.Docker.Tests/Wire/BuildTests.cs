using System.Text.Json;
using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests.Wire;

/// <summary>
/// The classic builder, when somebody removes an image that was made from the same one while it looks for a cache: what is said is what an
/// engine of version 28.2 said then.
/// </summary>
public sealed class BuildTests : IDisposable
{
    private const string Gone = "unable to find image \"sha256:b5c47c53425a1e9da382d85d6c21d1ddb1d51c68e8be51c342b129fcb587de10\"";

    private static readonly ImageRecipe Recipe = new("any", "FROM base\n", new Dictionary<string, string>(StringComparer.Ordinal));

    private readonly EngineStandIn standIn = new();
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(2));

    private CancellationToken Token => limit.Token;

    [Fact]
    public async Task A_build_that_misses_an_image_of_others_is_made_again()
    {
        using var engine = standIn.Connect(TimeSpan.FromMinutes(1));
        var building = BuildAsync(engine);
        await standIn.AnswerAndCloseAsync(Failing(Gone), Token);
        await standIn.AnswerAndCloseAsync(EngineStandIn.Response("200 OK", """{"stream":"Successfully built"}"""), Token);

        await building;
    }

    [Fact]
    public async Task A_build_that_misses_one_each_time_or_fails_of_something_else_says_so()
    {
        using var engine = standIn.Connect(TimeSpan.FromMinutes(1));
        var building = BuildAsync(engine);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await standIn.AnswerAndCloseAsync(Failing(Gone), Token);
        }

        Assert.Contains(Gone, (await Assert.ThrowsAsync<ImageBuildException>(() => building)).Message, StringComparison.Ordinal);

        building = BuildAsync(engine);
        await standIn.AnswerAndCloseAsync(Failing("no space left on device"), Token);
        Assert.Contains("no space", (await Assert.ThrowsAsync<ImageBuildException>(() => building)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        standIn.Dispose();
        limit.Dispose();
    }

    private static string Failing(string error) => EngineStandIn.Response("200 OK",
        JsonSerializer.Serialize(new { errorDetail = new { message = error }, error }));

    private Task BuildAsync(DockerEngine engine) =>
        new ImageBuild(engine.Connection).RunAsync(Recipe, "any:tag", "hash", new Immediate<string>(_ => { }), Token);
}
