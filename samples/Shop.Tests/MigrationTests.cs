using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Shop.Orders;
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
        await using NpgsqlCommand level = source.CreateCommand("SELECT count(*) FROM \"__EFMigrationsHistory\"");
        Assert.Equal(0L, await level.ExecuteScalarAsync(Patience.Token()));
    }

    [Fact]
    public async Task A_database_that_does_not_come_is_waited_for_and_then_named()
    {
        Migration migration = await Migration.RunAsync(Environments.WithoutDatabase(("SHOP_MIGRATE_WAIT_SECONDS", "1")));

        Assert.Equal(1, migration.ExitCode);
        Assert.StartsWith("waiting for the database at 127.0.0.1:1 (Connection refused)", migration.Output, StringComparison.Ordinal);
        Assert.Equal("migrate: shop at 127.0.0.1:1: no connection within 1 s: Connection refused", migration.Errors.TrimEnd());
    }

    [Fact]
    public void The_snapshot_of_the_migrations_is_the_model_that_the_shop_uses()
    {
        using ShopContext context = new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql("Host=nowhere").Options);

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal(LastLevel, context.Database.GetMigrations().Last());
    }
}
