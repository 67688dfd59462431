using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Shop.Health;
using Shop.Tests.Running;

namespace Shop.Tests;

[Collection(DatabaseGroup.Name)]
public sealed class HealthTests(PostgreSql database)
{
    [DatabaseFact]
    public async Task Ready_follows_the_database_and_live_does_not()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(await database.NewShopAsync());
        await Patience.UntilAsync("the shop is ready", async () => await ReadyAsync(web) == HttpStatusCode.OK);

        await database.PauseAsync();
        try
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync(web));
            using HttpResponseMessage live = await web.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        }
        finally
        {
            await database.ResumeAsync();
        }

        await Patience.UntilAsync("the shop is ready again", async () => await ReadyAsync(web) == HttpStatusCode.OK);
    }

    [DatabaseFact]
    public async Task A_version_stays_ready_and_takes_orders_under_the_next_version_s_schema()
    {
        IConfiguration settings = await database.NewShopAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await using NpgsqlCommand expand = source.CreateCommand(
            """
            ALTER TABLE orders ADD COLUMN note text;
            INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Note', '10.0.0');
            """);
        await expand.ExecuteNonQueryAsync(Patience.Token());

        await using RunningWeb web = await RunningWeb.StartAsync(settings);

        await Patience.UntilAsync("the shop is ready", async () => await ReadyAsync(web) == HttpStatusCode.OK);
        Assert.Equal(1, await web.OrderAsync("tea"));
    }

    [Fact]
    public async Task Without_a_database_the_shop_is_live_but_not_ready_and_says_why()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());

        using HttpResponseMessage live = await web.GetAsync("/health/live");
        using HttpResponseMessage ready = await web.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("Connection refused", await ready.Content.ReadAsStringAsync(Patience.Token()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_container_s_health_check_asks_web_over_loopback()
    {
        RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        string? whileItRuns = await Task.Run(() => HealthCommand.WhyWebIsSilent(web.Port), Patience.Token());
        await web.StopAsync();
        await web.DisposeAsync();

        Assert.Null(whileItRuns);
        Assert.NotNull(HealthCommand.WhyWebIsSilent(web.Port));
    }

    [Fact]
    public async Task The_container_s_health_check_judges_a_worker_by_its_last_sign_of_life()
    {
        string file = Path.GetTempFileName();
        IConfiguration settings = Environments.WithoutDatabase(("SHOP_HEARTBEAT_FILE", file));
        int fresh = await HealthCommand.RunAsync(settings);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-5));
        int old = await HealthCommand.RunAsync(settings);
        File.Delete(file);

        Assert.Equal((0, 1), (fresh, old));
    }

    [Fact]
    public async Task Version_says_what_runs_in_which_slot()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase(
            ("SLIPWAY_RELEASE", "7"), ("SLIPWAY_SLOT", "green"), ("SLIPWAY_VERSION", "1.2.3"), ("SLIPWAY_COMMIT", "0123abc")));

        JsonElement version = await web.JsonAsync("/version.json");

        Assert.Equal(
            ("shop", "1.2.3", "0123abc", "7", "green"),
            (Text("application"), Text("version"), Text("commit"), Text("release"), Text("slot")));
        Assert.True(version.GetProperty("startedAt").TryGetDateTimeOffset(out _));

        string? Text(string name) => version.GetProperty(name).GetString();
    }

    private static async Task<HttpStatusCode> ReadyAsync(RunningWeb web)
    {
        using HttpResponseMessage answer = await web.GetAsync("/health/ready");
        return answer.StatusCode;
    }
}
