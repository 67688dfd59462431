using System.Net;
using System.Net.Sockets;
using System.Text;
using Docker.DotNet.Compat.Tests.Wire;
using Docker.DotNet.Models;

namespace Docker.DotNet.Compat.Tests.Engine;

public sealed class ImageTests : IDisposable
{
    private readonly CancellationTokenSource timeout = new(TimeSpan.FromMinutes(3));
    private readonly DockerClient client = EngineUnderTest.Client();

    private CancellationToken Token => timeout.Token;

    [EngineFact]
    public async Task An_image_is_built_from_an_archive_with_progress_then_tagged_and_deleted()
    {
        var name = RunningContainer.NewName();
        var reports = new Reports<JSONMessage>();
        var context = Archive.Of(
            ("Dockerfile", $"FROM {EngineUnderTest.Image}\nARG WORD\nCOPY note.txt /note.txt\nENV WORD=$WORD\n"),
            ("note.txt", "hello"));
        try
        {
            await client.Images.BuildImageFromDockerfileAsync(
                new()
                {
                    Tags = [$"{name}:1"],
                    Remove = true,
                    BuildArgs = new Dictionary<string, string>(StringComparer.Ordinal) { ["WORD"] = "spoken" },
                    Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "test" },
                },
                context,
                null,
                null,
                reports,
                Token);
            await client.Images.TagImageAsync($"{name}:1", new() { RepositoryName = name, Tag = "2" }, Token);
            var image = await client.Images.InspectImageAsync($"{name}:2", Token);
            var history = await client.Images.GetImageHistoryAsync($"{name}:1", Token);
            var listed = await client.Images.ListImagesAsync(
                new()
                {
                    Filters = new Dictionary<string, IDictionary<string, bool>>(StringComparer.Ordinal)
                    {
                        ["reference"] = new Dictionary<string, bool>(StringComparer.Ordinal) { [name] = true },
                    },
                },
                Token);

            Assert.All(reports.Values, message => Assert.Null(message.Error));
            Assert.Contains(reports.Values, message => message.Stream?.StartsWith("Step 1/", StringComparison.Ordinal) == true);
            Assert.Equal(image.ID, Assert.Single(reports.Values, message => message.Aux is not null).Aux.ExtensionData["ID"].ToString());
            Assert.Contains("WORD=spoken", image.Config.Env, StringComparer.Ordinal);
            Assert.Equal("test", image.Config.Labels["kind"]);
            Assert.True(history.Count > 1);
            Assert.Equal(image.ID, Assert.Single(listed).ID);
        }
        finally
        {
            foreach (var tag in new[] { "1", "2" })
                await DeleteAsync($"{name}:{tag}");
        }

        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => client.Images.InspectImageAsync($"{name}:1", Token));
    }

    [EngineFact]
    public async Task A_build_that_fails_says_so_in_its_last_message()
    {
        var reports = new Reports<JSONMessage>();

        await client.Images.BuildImageFromDockerfileAsync(
            new() { ForceRemove = true },
            Archive.Of(("Dockerfile", $"FROM {EngineUnderTest.Image}\nRUN exit 4\n")),
            null,
            null,
            reports,
            Token);

        Assert.Contains("4", reports.Values[^1].Error.Message, StringComparison.Ordinal);
        Assert.Equal(4, reports.Values[^1].Error.Code);
    }

    [EngineFact]
    public async Task A_pull_from_a_registry_that_does_not_answer_fails_with_the_engines_words()
    {
        // Nothing listens on the discard port of the engine's own host.
        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.CreateImageAsync(
            new() { FromImage = "127.0.0.1:9/none", Tag = "1" }, null, new Reports<JSONMessage>(), Token));

        Assert.Equal(HttpStatusCode.InternalServerError, exception.StatusCode);
        Assert.Contains("127.0.0.1:9", exception.ResponseBody, StringComparison.Ordinal);
    }

    [EngineFact(SameMachine = true)]
    public async Task A_pull_of_an_image_that_the_registry_does_not_have_is_not_found()
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var registry = new EngineStandIn(tcp: true);
        var serving = AnswerNothingButMissingAsync(registry, stopped.Token);

        var exception = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.CreateImageAsync(
            new() { FromImage = $"{registry.Address.Authority}/none", Tag = "1" }, null, new Reports<JSONMessage>(), Token));

        Assert.True(exception.StatusCode == HttpStatusCode.NotFound, exception.Message);
        Assert.Contains("manifest", exception.ResponseBody, StringComparison.Ordinal);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [EngineFact]
    public async Task A_push_of_an_image_that_does_not_exist_says_so_in_its_last_message()
    {
        var reports = new Reports<JSONMessage>();

        await client.Images.PushImageAsync($"127.0.0.1:9/{RunningContainer.NewName()}", new() { Tag = "1" }, null, reports, Token);

        Assert.Contains("does not exist", reports.Values[^1].Error.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_archive_that_holds_no_image_cannot_be_loaded()
    {
        var reports = new Reports<JSONMessage>();

        var thrown = await Record.ExceptionAsync(() =>
            client.Images.LoadImageAsync(new() { Quiet = true }, Archive.Of(("note.txt", "no image")), reports, Token));

        Assert.True(thrown is DockerApiException || reports.Values.Any(message => message.Error is not null), $"{thrown}");
    }

    public void Dispose()
    {
        client.Dispose();
        timeout.Dispose();
    }

    private static async Task AnswerNothingButMissingAsync(EngineStandIn registry, CancellationToken cancellationToken)
    {
        // Without the detail, which registries send, the engine does not take the code for what it is.
        const string Missing = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\",\"detail\":{\"Tag\":\"1\"}}]}";
        const string Headers = "Docker-Distribution-Api-Version: registry/2.0\r\nContent-Type: application/json\r\nConnection: close\r\n";
        while (true)
        {
            using var connection = await registry.AcceptAsync(cancellationToken);
            var request = await EngineStandIn.ReadRequestAsync(connection, cancellationToken);
            var response = request.StartsWith("GET /v2/ ", StringComparison.Ordinal)
                ? EngineStandIn.Response("200 OK", "{}", Headers)
                : EngineStandIn.Response("404 Not Found", Missing, Headers);
            await connection.SendAsync(Encoding.UTF8.GetBytes(response), cancellationToken);
        }
    }

    private async Task DeleteAsync(string name)
    {
        try
        {
            await client.Images.DeleteImageAsync(name, new() { Force = true }, CancellationToken.None);
        }
        catch (DockerImageNotFoundException)
        {
            // The build did not get that far; the test fails for its own reason.
        }
    }
}
