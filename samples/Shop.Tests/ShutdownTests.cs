using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Shop.Tests.Running;

namespace Shop.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_request_under_way_is_answered_though_the_shop_is_told_to_stop()
    {
        NoticedDelay time = new(TimeSpan.FromSeconds(3));
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase(("SLIPWAY_SLOT", "blue")), time);
        Task<JsonElement> slow = web.JsonAsync("/slow?ms=3000");
        await time.Begun;

        await web.StopAsync();

        Assert.Equal("blue", (await slow).GetProperty("slot").GetString());
    }

    [Fact]
    public async Task The_event_stream_ends_with_a_final_event_when_the_shop_stops()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase(("SLIPWAY_SLOT", "blue")));
        using Stream events = await web.Client.GetStreamAsync("/events", Patience.Token());
        using StreamReader reader = new(events);
        string? first = await reader.ReadLineAsync(Patience.Token());

        Task stopping = web.StopAsync();
        string rest = await reader.ReadToEndAsync(Patience.Token());
        await stopping;

        string[] last = rest.TrimEnd().Split("\n\n")[^1].Split('\n');
        Assert.Equal("event: tick", first);
        Assert.Equal("event: end", last[0]);
        Assert.Contains("\"slot\":\"blue\"", last[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_comes_back_to_the_event_stream_goes_on_counting()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        web.Client.DefaultRequestHeaders.Add("Last-Event-ID", "41");
        using Stream events = await web.Client.GetStreamAsync("/events", Patience.Token());
        using StreamReader reader = new(events);

        await reader.ReadLineAsync(Patience.Token());
        await reader.ReadLineAsync(Patience.Token());

        Assert.Equal("id: 42", await reader.ReadLineAsync(Patience.Token()));
    }

    [UnixFact]
    public async Task The_process_answers_what_is_under_way_on_SIGTERM_and_exits_0()
    {
        int port = FreePort();
        using Process shop = Start("web", port);
        using SocketsHttpHandler patient = new() { Expect100ContinueTimeout = Patience.Longest };
        using HttpClient client = new(patient) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Patience.UntilAsync("web answers", async () => await AnswersAsync(client));
        using Stream events = await client.GetStreamAsync("/events", Patience.Token());
        using StreamReader reader = new(events);
        await reader.ReadLineAsync(Patience.Token());
        using EndlessUpload upload = new();
        using HttpRequestMessage request = new(HttpMethod.Post, "/upload") { Content = upload, Headers = { ExpectContinue = true } };
        Task<HttpResponseMessage> underWay = client.SendAsync(request, Patience.Token());
        await upload.Begun.WaitAsync(Patience.Token());

        using Process kill = Process.Start("kill", ["-TERM", $"{shop.Id}"]);
        string rest = await reader.ReadToEndAsync(Patience.Token());
        upload.End();
        using HttpResponseMessage answer = await underWay;
        await shop.WaitForExitAsync(Patience.Token());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("event: end", rest, StringComparison.Ordinal);
        Assert.Equal(0, shop.ExitCode);
    }

    [Fact]
    public async Task An_unknown_command_is_a_usage_error()
    {
        using Process shop = Start("serve", port: 0);
        await shop.WaitForExitAsync(Patience.Token());

        Assert.Equal(2, shop.ExitCode);
    }

    private static Process Start(string command, int port)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "Shop"),
            [command]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Shop"] = "Host=127.0.0.1;Port=1;Database=shop;Username=shop";
        start.Environment["SHOP_PORT"] = $"{port}";
        return Process.Start(start) ?? throw new InvalidOperationException("the shop did not start");
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync("/health/live", Patience.Token());
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
