using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Postgresql;
using Npgsql;
using Shop.Database;

namespace Shop.Migrations;

/// <summary>
/// Brings the database's schema up to date and prints the migration level, the id of the last applied migration, as its last line.
/// Exit code 0: done; 1: failed, the cause in one line on standard error.
/// </summary>
internal static class MigrateCommand
{
    // A migration that can't get its lock soon fails, rather than have the live version's requests queue up behind it.
    private const string LockLimit = "-c lock_timeout=10s";
    private static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(IConfiguration configuration)
    {
        using CancellationTokenSource stopping = new();
        using var onTerm = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                stopping.Cancel();
            });
        return await RunAsync(configuration, Console.Out, Console.Error, TimeProvider.System, stopping.Token);
    }

    /// <summary>As the command does, with its streams, clock and stop signal from outside.</summary>
    public static async Task<int> RunAsync(
        IConfiguration configuration, TextWriter output, TextWriter errors, TimeProvider time, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder settings = DatabaseSettings.Read(configuration, connections: 2);
        settings.Options = string.IsNullOrEmpty(settings.Options) ? LockLimit : $"{settings.Options} {LockLimit}";
        // Seconds to connect: the first connection is waited for, and tried again, but the next ones have only this.
        settings.Timeout = 15;
        TimeSpan patience = TimeSpan.FromSeconds(configuration.Number("SHOP_MIGRATE_WAIT_SECONDS", 30, 0, 600));

        try
        {
            await using NpgsqlDataSource database = DatabaseSettings.Connect(settings);
            await AwaitConnectionsAsync(database, settings, patience, output, time, cancellationToken);
            await using NpgsqlConnection turn = await TakeTurnAsync(database, cancellationToken);

            UpgradeEngine migrations = Migrations(database, cancellationToken);
            List<SqlScript> pending = migrations.GetScriptsToExecute();
            foreach (SqlScript migration in pending)
            {
                await output.WriteLineAsync($"applying {migration.Name}");
            }

            if (pending.Count > 0 && migrations.PerformUpgrade() is { Successful: false } failure)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ExceptionDispatchInfo.Throw(failure.Error);
            }

            string? level = migrations.GetExecutedScripts().LastOrDefault();
            await output.WriteLineAsync(pending.Count == 0 ? "nothing to apply" : $"applied {pending.Count}");
            await output.WriteLineAsync(level ?? "none");
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("migrate: stopped by a signal; the migration under way was rolled back");
            return 1;
        }
        catch (Exception error) when (error is TimeoutException or InvalidOperationException || DatabaseFault.Explains(error))
        {
            string cause = error is TimeoutException ? error.Message : DatabaseFault.OneLine(error);
            await errors.WriteLineAsync($"migrate: {settings.Database} at {settings.Host}:{settings.Port}: {cause}");
            return 1;
        }
    }

    private static UpgradeEngine Migrations(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        UpgradeEngineBuilder builder = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(database))
            .WithScriptsEmbeddedInAssembly(typeof(MigrateCommand).Assembly, _ => true)
            .JournalTo((connections, log) => new MigrationHistory(connections, log))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .WithExecutionTimeout(LongestMigration)
            .LogToNowhere();
        builder.Configure(upgrade =>
            upgrade.ScriptExecutor = new StoppableScripts(upgrade, cancellationToken)
            {
                ExecutionTimeoutSeconds = (int)LongestMigration.TotalSeconds,
            });
        return builder.Build();
    }

    // Held by its connection, it spans all migrations and the question which are pending.
    private static async Task<NpgsqlConnection> TakeTurnAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
        await using NpgsqlCommand take = new("SET lock_timeout = 0; SELECT pg_advisory_lock(hashtext('shop migrations'))", connection)
        {
            CommandTimeout = (int)LongestMigration.TotalSeconds,
        };
        await take.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    private static async Task AwaitConnectionsAsync(
        NpgsqlDataSource database,
        NpgsqlConnectionStringBuilder settings,
        TimeSpan patience,
        TextWriter output,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        string? told = null;
        while (true)
        {
            try
            {
                await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (MayPass(error))
            {
                string cause = DatabaseFault.OneLine(error);
                if (time.GetElapsedTime(start) >= patience)
                {
                    throw new TimeoutException($"no connection within {patience.TotalSeconds:0} s: {cause}", error);
                }

                if (!string.Equals(cause, told, StringComparison.Ordinal))
                {
                    await output.WriteLineAsync($"waiting for the database at {settings.Host}:{settings.Port} ({cause})");
                    told = cause;
                }
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    // A database that starts refuses, doesn't answer, has no name yet or says that it starts; a wrong password stays wrong.
    private static bool MayPass(NpgsqlException error) => error switch
    {
        PostgresException refusal => refusal.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections,
        _ => error.InnerException is SocketException or TimeoutException or IOException,
    };
}
