namespace Docker.DotNet.Compat.Tests.Wire;

public sealed class WireFactsTests
{
    // Swarm services and secrets are not part of what is used.
    private static readonly string[] OutsideTheSubset =
        ["service inspect 404", "secret inspect 404", "svc create", "svc update", "svc list", "secret create"];

    public static TheoryData<string> Names => [.. WireCall.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_call_sends_and_yields_what_the_official_client_was_observed_to_send_and_yield(string name)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var engine = new EngineStandIn();
        using var client = ClientFor(name, engine.Address);
        var call = WireCall.All[name];
        var outcome = new List<string>();

        var request = engine.AnswerAsync(call.Response, timeout.Token);
        try
        {
            await call.Run(client, outcome.Add, timeout.Token);
        }
        catch (DockerApiException exception)
        {
            outcome.Add($"{exception.GetType()}: {exception.Message} StatusCode={exception.StatusCode} Body={exception.ResponseBody}");
        }

        var fact = WireFact.All[name];
        Assert.Equal(fact.Request, await request);
        Assert.Equal(fact.Outcome, outcome);
    }

    [Fact]
    public void Every_observation_of_the_subset_is_exercised()
    {
        var exercised = WireCall.All.Keys.Append("wrong socket").Concat(OutsideTheSubset);

        Assert.Equal(WireFact.All.Keys.Order(StringComparer.Ordinal), exercised.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_missing_socket_is_a_failed_connection_and_the_defaults_are_the_official_ones()
    {
        using var client = new DockerClientConfiguration(new Uri("unix:/nowhere/at/all.sock")).CreateClient();
        using var local = new DockerClientConfiguration();

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.System.PingAsync(CancellationToken.None));

        Assert.Equal(
            WireFact.All["wrong socket"].Outcome,
            [
                $"{exception.GetType().FullName}: {exception.Message}",
                $"default endpoint {local.EndpointBaseUri} timeout {local.DefaultTimeout} pipe {local.NamedPipeConnectTimeout}",
            ]);
    }

    private static DockerClient ClientFor(string name, Uri address)
    {
        if (!string.Equals(name, "versioned ping", StringComparison.Ordinal))
            return new DockerClientConfiguration(address).CreateClient();

        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["X-Def"] = "d" };
        return new DockerClientConfiguration(address, defaultHttpRequestHeaders: headers).CreateClient(new Version(1, 41));
    }
}
