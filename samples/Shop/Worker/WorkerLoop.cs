using Shop.Database;
using Shop.Orders;

namespace Shop.Worker;

/// <summary>Processes orders until it is told to stop; while the database is in trouble it waits and tries again.</summary>
internal sealed class WorkerLoop(
    OrderProcessor processor, IConfiguration configuration, TimeProvider time, ILogger<WorkerLoop> log) : BackgroundService
{
    private static readonly TimeSpan WhenIdle = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Heartbeat.Beat(configuration, time);
                if (await PauseAfterTurnAsync(stoppingToken) is { } pause)
                {
                    await Task.Delay(pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop while it waited: nothing was under way.
        }

        log.LogInformation("Stopped; no order is left half-way");
    }

    private async Task<TimeSpan?> PauseAfterTurnAsync(CancellationToken cancellationToken)
    {
        try
        {
            Order? order = await processor.ProcessNextAsync(cancellationToken);
            if (order is null)
            {
                return WhenIdle;
            }

            log.LogInformation("Processed order {Order}", order.Id);
            return null;
        }
        catch (Exception error) when (DatabaseFault.Explains(error))
        {
            log.LogWarning("Orders can't be processed now: {Cause}", DatabaseFault.OneLine(error));
            return AfterTrouble;
        }
    }
}
