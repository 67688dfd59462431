using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Shop.Tests.Running;
using Shop.Worker;

namespace Shop.Tests;

[Collection(DatabaseGroup.Name)]
public sealed class OrderTests(PostgreSql database)
{
    [DatabaseFact]
    public async Task An_order_placed_on_web_is_processed_by_the_worker()
    {
        string heartbeat = Path.GetTempFileName();
        IConfiguration settings = await database.NewShopAsync(("SLIPWAY_SLOT", "green"), ("SHOP_HEARTBEAT_FILE", heartbeat));
        await using RunningWeb web = await RunningWeb.StartAsync(settings);
        using IHost worker = WorkerCommand.Build(settings, TimeProvider.System);
        await worker.StartAsync(Patience.Token());

        long id = await web.OrderAsync("tea");
        await Patience.UntilAsync(
            "the order is processed",
            async () => (await web.JsonAsync($"/orders/{id}")).GetProperty("processedAt").ValueKind == JsonValueKind.String);
        await worker.StopAsync(Patience.Token());

        JsonElement order = await web.JsonAsync($"/orders/{id}");
        Assert.Equal($"green@{Environment.MachineName}", order.GetProperty("processedBy").GetString());
        Assert.Equal("tea", order.GetProperty("item").GetString());
        File.Delete(heartbeat);
    }

    [DatabaseFact]
    public async Task The_answer_to_a_new_order_says_where_it_is_and_what_it_holds()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(await database.NewShopAsync());

        using HttpResponseMessage answer = await web.PlaceAsync("  Ada  ", "tea", 3);

        JsonElement placed = await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token());
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("Ada", placed.GetProperty("customer").GetString());
        Assert.Equal(placed.GetRawText(), (await web.JsonAsync(answer.Headers.Location!.OriginalString)).GetRawText());
    }

    [DatabaseFact]
    public async Task The_list_holds_the_latest_twenty_newest_first()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(await database.NewShopAsync());
        List<long> placed = [];
        for (int i = 0; i < 23; i++)
        {
            placed.Add(await web.OrderAsync($"item {i}"));
        }

        JsonElement list = await web.JsonAsync("/orders");

        Assert.Equal(placed.AsEnumerable().Reverse().Take(20), list.EnumerateArray().Select(order => order.GetProperty("id").GetInt64()));
    }

    [DatabaseFact]
    public async Task An_order_that_does_not_exist_is_not_found()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(await database.NewShopAsync());

        using HttpResponseMessage answer = await web.GetAsync("/orders/4711");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [DatabaseFact]
    public async Task The_page_shows_what_customers_wrote_as_text()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(
            await database.NewShopAsync(("SLIPWAY_SLOT", "blue"), ("SLIPWAY_RELEASE", "42")));
        using HttpResponseMessage placed = await web.PlaceAsync("<script>alert(1)</script>", "tea", 1);

        string page = await web.Client.GetStringAsync("/", Patience.Token());

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("release 42", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"slot blue\">blue</span>", page, StringComparison.Ordinal);
    }
}
