using System.Net;
using Slipway.Applications;
using Slipway.Routing;

namespace Extensions.Tests.Routers;

/// <summary>The sample's router, on the real httpd with real services behind it.</summary>
public sealed class HttpdRouterTests : IDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));

    private CancellationToken Token => limit.Token;

    public void Dispose() => limit.Dispose();

    [EngineFact]
    public async Task Every_request_follows_the_split_from_the_moment_that_it_is_shifted()
    {
        await using var stage = await HttpdStage.CreateAsync(Token);
        using var client = new HttpClient { BaseAddress = stage.Address };
        Assert.Contains("No release yet", await FailAsync(client, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);

        await stage.AdmitAsync(Slot.Blue, "1", 2, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        await stage.AdmitAsync(Slot.Green, "2", 1, Token);
        Assert.Equal(new HashSet<Slot> { Slot.Blue, Slot.Green }, (await stage.Router.ObserveAsync(Token)).Up);

        // Path and query come through as they were written, and both replicas answer.
        const string path = "a%2Fb//c?d=%20e&f";
        Assert.EndsWith($" /{path}", await client.GetStringAsync(new Uri(path, UriKind.Relative), Token), StringComparison.Ordinal);
        Assert.Equal(["1.1 /", "1.2 /"], await AskAsync(client, 60));
        Assert.Equal(["2.1 /"], await AskAsync(client, 5, preview: "green"));
        Assert.Equal(["1.1 /", "1.2 /"], await AskAsync(client, 60, preview: "red"));
        Assert.Equal(["1.1 /", "1.2 /"], await AskAsync(client, 60, preview: "green", token: "live"));

        for (var round = 0; round < 10; round++)
        {
            // On connections that are kept across the shift.
            var slot = round % 2 == 0 ? Slot.Green : Slot.Blue;
            await stage.Router.ShiftAsync(Split.All(slot), Token);
            var version = slot == Slot.Green ? "2." : "1.";
            Assert.All(await AskAsync(client, 10), answer => Assert.StartsWith(version, answer, StringComparison.Ordinal));
        }

        await stage.Router.ShiftAsync(Split.Weighted(Slot.Green, 30), Token);
        Assert.Equal(["1.1 /", "1.2 /", "2.1 /"], await AskAsync(client, 200));
        Assert.Equal(Split.Weighted(Slot.Green, 30), (await stage.Router.ObserveAsync(Token)).Split);
    }

    [EngineFact]
    public async Task No_request_is_lost_while_traffic_is_shifted_under_load()
    {
        await using var stage = await HttpdStage.CreateAsync(Token);
        await stage.AdmitAsync(Slot.Blue, "1", 1, Token);
        await stage.AdmitAsync(Slot.Green, "2", 1, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);

        using var done = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(() => LoadAsync(stage.Address, done.Token), Token)).ToList();
        for (var round = 0; round < 20; round++)
        {
            await stage.Router.ShiftAsync(Split.All(round % 2 == 0 ? Slot.Green : Slot.Blue), Token);
            await Task.Delay(50, Token);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(clients), answered => Assert.True(answered > 0));
    }

    [EngineFact]
    public async Task The_maintenance_page_and_a_restart_keep_what_was_told()
    {
        await using var stage = await HttpdStage.CreateAsync(Token);
        using var client = new HttpClient { BaseAddress = stage.Address };
        await stage.AdmitAsync(Slot.Blue, "1", 1, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);

        await stage.Router.SetMaintenanceAsync(on: true, Token);
        Assert.Contains("Maintenance", await FailAsync(client, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await stage.RestartRouterAsync(Token);
        Assert.Contains("Maintenance", await FailAsync(client, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
        await stage.Router.SetMaintenanceAsync(on: false, Token);
        Assert.Equal(["1.1 /"], await AskAsync(client, 5));

        var error = await Assert.ThrowsAsync<RouterException>(() => stage.Router.WithdrawAsync(Slot.Blue, Token));
        Assert.Contains("it has traffic", error.Message, StringComparison.Ordinal);
        await stage.Router.ShiftAsync(Split.None, Token);
        await stage.Router.WithdrawAsync(Slot.Blue, Token);
        Assert.Empty((await stage.Router.ObserveAsync(Token)).Up);
    }

    private static async Task<int> LoadAsync(Uri address, CancellationToken done)
    {
        using var client = new HttpClient { BaseAddress = address };
        var answered = 0;
        while (!done.IsCancellationRequested)
        {
            await client.GetStringAsync(new Uri("", UriKind.Relative), CancellationToken.None);
            answered++;
        }

        return answered;
    }

    /// <summary>The different answers.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(HttpClient client, int times, string? preview = null, string? token = null)
    {
        var answers = new SortedSet<string>(StringComparer.Ordinal);
        for (var time = 0; time < times; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("", UriKind.Relative));
            if (preview is not null)
            {
                request.Headers.Add(Preview.Header, preview);
                request.Headers.Add(Preview.TokenHeader, token ?? HttpdStage.PreviewToken.Reveal());
            }

            using var answer = await client.SendAsync(request, Token);
            answers.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        return [.. answers];
    }

    private async Task<string> FailAsync(HttpClient client, HttpStatusCode expected)
    {
        using var answer = await client.GetAsync(new Uri("", UriKind.Relative), Token);
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Headers.RetryAfter?.Delta);
        return await answer.Content.ReadAsStringAsync(Token);
    }
}
