using Microsoft.Extensions.Configuration;
using Npgsql;
using Shop.Tests.Running;

namespace Shop.Tests;

[Collection(DatabaseGroup.Name)]
public sealed class MigrationTests(PostgreSql database)
{
    private const string LastLevel = "20260112090000_ProcessedBy";

    [DatabaseFact]
    public async Task Migrations_bring_an_empty_database_to_the_last_level_and_do_nothing_the_second_time()
    {
        IConfiguration settings = await database.NewDatabaseAsync();

        Migration first = await Migration.RunAsync(settings);
        Migration second = await Migration.RunAsync(settings);

        Assert.Equal((0, LastLevel, ""), (first.ExitCode, first.LastLine, first.Errors));
        Assert.Contains("applied 2", first.Output, StringComparison.Ordinal);
        Assert.Equal((0, LastLevel, ""), (second.ExitCode, second.LastLine, second.Errors));
        Assert.Contains("nothing to apply", second.Output, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task Two_migrations_at_once_both_end_well()
    {
        IConfiguration settings = await database.NewDatabaseAsync();

        Migration[] both = await Task.WhenAll(Migration.RunAsync(settings), Migration.RunAsync(settings));

        Assert.All(both, migration => Assert.Equal((0, LastLevel, ""), (migration.ExitCode, migration.LastLine, migration.Errors)));
    }

    [DatabaseFact]
    public async Task A_migration_waits_for_the_one_under_way()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await using NpgsqlConnection other = await source.OpenConnectionAsync(Patience.Token());
        await using NpgsqlCommand take = new("SELECT pg_advisory_lock(hashtext('shop migrations'))", other);
        await take.ExecuteNonQueryAsync(Patience.Token());
        await using NpgsqlCommand waiting = new("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted", other);

        Task<Migration> migration = Migration.RunAsync(settings);
        await Patience.UntilAsync("the migration waits", async () => await waiting.ExecuteScalarAsync(Patience.Token()) is 1L);
        bool endedWhileItHadToWait = migration.IsCompleted;
        await using NpgsqlCommand leave = new("SELECT pg_advisory_unlock_all()", other);
        await leave.ExecuteNonQueryAsync(Patience.Token());

        Assert.False(endedWhileItHadToWait);
        Assert.Equal((0, LastLevel), ((await migration).ExitCode, (await migration).LastLine));
    }

    [DatabaseFact]
    public async Task A_wrong_password_fails_in_one_line_that_names_the_cause_and_no_secret()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        NpgsqlConnectionStringBuilder wrong = new(settings.GetConnectionString("Shop")) { Password = "not-the-password" };

        Migration migration = await Migration.RunAsync(settings.With(("ConnectionStrings:Shop", wrong.ConnectionString)));

        Assert.Equal(1, migration.ExitCode);
        Assert.Contains("password authentication failed for user \"shop\"", migration.Errors, StringComparison.Ordinal);
        Assert.Single(migration.Errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("not-the-password", migration.Errors + migration.Output, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_migration_that_fails_says_why_in_one_line_and_changes_nothing()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await using NpgsqlCommand inTheWay = source.CreateCommand("CREATE TABLE orders (something text)");
        await inTheWay.ExecuteNonQueryAsync(Patience.Token());

        Migration migration = await Migration.RunAsync(settings);

        Assert.Equal(1, migration.ExitCode);
        Assert.Contains("relation \"orders\" already exists", migration.Errors, StringComparison.Ordinal);
        Assert.Single(migration.Errors.TrimEnd().Split('\n'));
        await using NpgsqlCommand history = source.CreateCommand("SELECT to_regclass('\"__EFMigrationsHistory\"') IS NULL");
        Assert.Equal(true, await history.ExecuteScalarAsync(Patience.Token()));
    }

    [DatabaseFact]
    public async Task A_signal_to_stop_rolls_back_the_migration_under_way_and_the_next_run_ends_it()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await ExecuteAsync(source, EntityFrameworkDatabase.FirstLevel);
        await using NpgsqlConnection customer = await source.OpenConnectionAsync(Patience.Token());
        await using NpgsqlTransaction inTheWay = await customer.BeginTransactionAsync(Patience.Token());
        await using NpgsqlCommand take = new("LOCK TABLE orders IN ACCESS SHARE MODE", customer, inTheWay);
        await take.ExecuteNonQueryAsync(Patience.Token());
        using CancellationTokenSource stop = new();

        Task<Migration> migration = Migration.RunAsync(settings, stop.Token);
        await Patience.UntilAsync("the migration waits for its table, or has ended",
            async () => migration.IsCompleted || await WaitingAsync(source) is 1L);
        await stop.CancelAsync();
        Migration stopped = await migration;
        object? stillWaiting = await WaitingAsync(source);
        await inTheWay.RollbackAsync(Patience.Token());
        Migration next = await Migration.RunAsync(settings, Patience.Token());

        Assert.Equal((1, "migrate: stopped by a signal; the migration under way was rolled back"),
            (stopped.ExitCode, stopped.Errors.TrimEnd()));
        Assert.Equal("applying 20260112090000_ProcessedBy", stopped.Output.TrimEnd());
        Assert.Equal(0L, stillWaiting);
        Assert.Equal((0, LastLevel), (next.ExitCode, next.LastLine));
        Assert.Contains("applied 1", next.Output, StringComparison.Ordinal);
    }

    [DatabaseFact]
    public async Task A_database_that_an_earlier_shop_with_Entity_Framework_migrated_is_taken_over_with_its_orders()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await ExecuteAsync(
            source, EntityFrameworkDatabase.FirstLevel + EntityFrameworkDatabase.LastLevel + EntityFrameworkDatabase.AnOrder);

        Migration migration = await Migration.RunAsync(settings);
        await using RunningWeb web = await RunningWeb.StartAsync(settings);

        Assert.Equal($"nothing to apply\n{LastLevel}\n", migration.Output.ReplaceLineEndings("\n"));
        Assert.Equal((0, ""), (migration.ExitCode, migration.Errors));
        Assert.Equal("earl grey", (await web.JsonAsync("/orders/1")).GetProperty("item").GetString());
        Assert.Equal(2, await web.OrderAsync("tea"));
    }

    [DatabaseFact]
    public async Task What_an_earlier_shop_with_Entity_Framework_had_left_to_do_is_applied()
    {
        IConfiguration settings = await database.NewDatabaseAsync();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(settings.GetConnectionString("Shop")!);
        await ExecuteAsync(source, EntityFrameworkDatabase.FirstLevel + EntityFrameworkDatabase.AnOrder);

        Migration migration = await Migration.RunAsync(settings);

        Assert.Equal($"applying {LastLevel}\napplied 1\n{LastLevel}\n", migration.Output.ReplaceLineEndings("\n"));
        Assert.Equal((0, ""), (migration.ExitCode, migration.Errors));
        await using NpgsqlCommand history = source.CreateCommand("SELECT array_agg(\"MigrationId\"::text) FROM \"__EFMigrationsHistory\"");
        Assert.Equal<string[]>(["20260105090000_Orders", LastLevel], (string[]?)await history.ExecuteScalarAsync(Patience.Token()) ?? []);
    }

    [Fact]
    public async Task A_database_that_does_not_come_is_waited_for_and_then_named()
    {
        Migration migration = await Migration.RunAsync(Environments.WithoutDatabase(("SHOP_MIGRATE_WAIT_SECONDS", "1")));

        Assert.Equal(1, migration.ExitCode);
        Assert.StartsWith("waiting for the database at 127.0.0.1:1 (Connection refused)", migration.Output, StringComparison.Ordinal);
        Assert.Equal("migrate: shop at 127.0.0.1:1: no connection within 1 s: Connection refused", migration.Errors.TrimEnd());
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string statements)
    {
        await using NpgsqlCommand command = source.CreateCommand(statements);
        await command.ExecuteNonQueryAsync(Patience.Token());
    }

    private static async Task<object?> WaitingAsync(NpgsqlDataSource source)
    {
        await using NpgsqlCommand waiting = source.CreateCommand(
            "SELECT count(*) FROM pg_locks WHERE relation = 'orders'::regclass AND NOT granted");
        return await waiting.ExecuteScalarAsync(Patience.Token());
    }
}
