using Npgsql;
using Shop.Database;
using Shop.Orders;
using Shop.Web;

namespace Shop.Health;

/// <summary>
/// Asks the database whether it answers. However many ask at once, one question is under way: a router and a deploy probe
/// every few milliseconds, and a database in trouble must not be met with a crowd. It has a connection of its own, so that
/// requests that wait for the pool do not make the shop look unready.
/// The schema's level is not asked for: this version must stay ready while the next one's migrations are already there.
/// </summary>
internal sealed class ReadyProbe(IConfiguration configuration, OrderTable orders, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly Lock gate = new();
    private readonly NpgsqlDataSource database = Connect(configuration);
    private Task question = Task.CompletedTask;
    private volatile bool warm;

    /// <summary>Null when the database answered within one second, else why not, in one line.</summary>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        Task asked;
        lock (gate)
        {
            asked = question = question.IsCompleted ? AskAsync() : question;
        }

        try
        {
            await asked.WaitAsync(Limit, time, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return $"the database did not answer within {Limit.TotalSeconds:0} s";
        }
        catch (Exception error) when (DatabaseFault.Explains(error))
        {
            return $"the database can't be used: {DatabaseFault.OneLine(error)}";
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static NpgsqlDataSource Connect(IConfiguration configuration)
    {
        NpgsqlConnectionStringBuilder settings = DatabaseSettings.Read(configuration, connections: 1);
        settings.Timeout = 1;
        settings.CommandTimeout = 1;
        return DatabaseSettings.Connect(settings);
    }

    // Not the asker's token: others wait for the same answer.
    private async Task AskAsync()
    {
        await using NpgsqlCommand command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(CancellationToken.None);
        if (!warm)
        {
            // The first query connects and compiles, which no customer should wait for after a switch.
            await orders.LatestAsync(OrderEndpoints.Listed, CancellationToken.None);
            warm = true;
        }
    }
}
