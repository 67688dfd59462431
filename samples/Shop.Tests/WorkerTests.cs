using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Shop.Health;
using Shop.Orders;
using Shop.Tests.Running;
using Shop.Worker;

namespace Shop.Tests;

/// <summary>On a server of their own, beside the other tests: a release waits for all of them.</summary>
public sealed class WorkerTests(PostgreSql database) : IClassFixture<PostgreSql>
{
    [DatabaseFact]
    public async Task Two_workers_process_each_order_once()
    {
        IConfiguration settings = await database.NewShopAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await PlaceAsync(source, 30);

        List<Order>[] done = await Task.WhenAll(DrainAsync(Processor(source, "first")), DrainAsync(Processor(source, "second")));

        Assert.Equal(Enumerable.Range(1, 30).Select(id => (long)id), done.SelectMany(orders => orders).Select(order => order.Id).Order());
        Assert.All(done, Assert.NotEmpty);
        Assert.Equal(0L, await ScalarAsync(source, "SELECT count(*) FROM orders WHERE processed_at IS NULL"));
        Assert.Equal((long)done[0].Count, await ScalarAsync(source, "SELECT count(*) FROM orders WHERE processed_by = 'first'"));
    }

    [DatabaseFact]
    public async Task A_worker_passes_over_an_order_that_another_has_taken()
    {
        IConfiguration settings = await database.NewShopAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await PlaceAsync(source, 2);
        await using NpgsqlConnection other = await source.OpenConnectionAsync(Patience.Token());
        await using NpgsqlTransaction taken = await other.BeginTransactionAsync(Patience.Token());
        await using NpgsqlCommand take = new("SELECT id FROM orders WHERE id = 1 FOR UPDATE", other, taken);
        await take.ExecuteScalarAsync(Patience.Token());

        OrderProcessor processor = Processor(source, "worker");
        Order? next = await processor.ProcessNextAsync(Patience.Token());
        Order? none = await processor.ProcessNextAsync(Patience.Token());
        await taken.RollbackAsync(Patience.Token());
        Order? givenBack = await processor.ProcessNextAsync(Patience.Token());

        Assert.Equal(2, next?.Id);
        Assert.Null(none);
        Assert.Equal(1, givenBack?.Id);
    }

    [DatabaseFact]
    public async Task A_worker_that_is_told_to_stop_finishes_the_order_under_way()
    {
        string heartbeat = Path.GetTempFileName();
        IConfiguration settings = await database.NewShopAsync(("SHOP_WORK_MS", "700"), ("SHOP_HEARTBEAT_FILE", heartbeat));
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await PlaceAsync(source, 2);
        using IHost worker = WorkerCommand.Build(settings, TimeProvider.System);
        await worker.StartAsync(Patience.Token());
        await Patience.UntilAsync("an order is taken", async () =>
            await ScalarAsync(source, "SELECT count(*) FROM (SELECT 1 FROM orders FOR UPDATE SKIP LOCKED) AS free") is 1L);

        await worker.StopAsync(Patience.Token());

        Assert.Equal(1L, await ScalarAsync(source, "SELECT count(*) FROM orders WHERE processed_at IS NOT NULL"));
        File.Delete(heartbeat);
    }

    [DatabaseFact]
    public async Task A_worker_waits_for_its_tables_and_then_works()
    {
        string heartbeat = Path.GetTempFileName();
        IConfiguration settings = await database.NewDatabaseAsync(("SHOP_HEARTBEAT_FILE", heartbeat));
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        using IHost worker = WorkerCommand.Build(settings, TimeProvider.System);
        await worker.StartAsync(Patience.Token());

        Migration migration = await Migration.RunAsync(settings);
        await PlaceAsync(source, 1);

        Assert.Equal(0, migration.ExitCode);
        await Patience.UntilAsync("the order is processed", async () =>
            await ScalarAsync(source, "SELECT count(*) FROM orders WHERE processed_at IS NOT NULL") is 1L);
        Assert.Equal(0, await HealthCommand.RunAsync(settings));
        await worker.StopAsync(Patience.Token());
        File.Delete(heartbeat);
    }

    private static async Task<List<Order>> DrainAsync(OrderProcessor processor)
    {
        List<Order> done = [];
        while (await processor.ProcessNextAsync(Patience.Token()) is { } order)
        {
            done.Add(order);
        }

        return done;
    }

    private static OrderProcessor Processor(NpgsqlDataSource source, string name) =>
        new(source, TimeProvider.System, name, TimeSpan.FromMilliseconds(5));

    private static async Task PlaceAsync(NpgsqlDataSource source, int orders)
    {
        await using NpgsqlCommand insert = source.CreateCommand(
            "INSERT INTO orders (customer, item, quantity, created_at) SELECT 'Ada', 'tea', 1, now() FROM generate_series(1, $1)");
        insert.Parameters.Add(new NpgsqlParameter<int> { TypedValue = orders });
        await insert.ExecuteNonQueryAsync(Patience.Token());
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string question)
    {
        await using NpgsqlCommand command = source.CreateCommand(question);
        return await command.ExecuteScalarAsync(Patience.Token());
    }
}
