using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Shop.Web;

namespace Shop.Tests.Running;

/// <summary>`web` in this process, on a real socket and a free port.</summary>
internal sealed class RunningWeb : IAsyncDisposable
{
    private readonly WebApplication application;

    private RunningWeb(WebApplication application)
    {
        this.application = application;
        Port = new Uri(application.Urls.Single().Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
    }

    public HttpClient Client { get; }

    public int Port { get; }

    public static async Task<RunningWeb> StartAsync(IConfiguration settings, TimeProvider? time = null)
    {
        WebApplication built = WebCommand.Build(settings, time ?? TimeProvider.System);
        await built.StartAsync(Patience.Token());
        return new RunningWeb(built);
    }

    /// <summary>What SIGTERM sets off: ends when the requests under way are answered.</summary>
    public Task StopAsync() => application.StopAsync(Patience.Token());

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, Patience.Token());

    public async Task<JsonElement> JsonAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token());
    }

    public Task<HttpResponseMessage> PlaceAsync(string customer, string item, int quantity) =>
        Client.PostAsJsonAsync("/orders", new { customer, item, quantity }, Patience.Token());

    /// <summary>Places an order and returns its number.</summary>
    public async Task<long> OrderAsync(string item)
    {
        using HttpResponseMessage answer = await PlaceAsync("Ada", item, 1);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token())).GetProperty("id").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await application.DisposeAsync();
    }
}
