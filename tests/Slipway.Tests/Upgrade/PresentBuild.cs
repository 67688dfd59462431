using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Execution;
using Slipway.Strategies.Canary;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Upgrade;

/// <summary>
/// All that these tests ask of the build under test: how an application is described, what its commands are called, and what they tell. The
/// recorded runs themselves are read as text and JSON, never through a type of the engine.
/// </summary>
internal static class PresentBuild
{
    /// <summary>The description that a run was recorded with: <c>strategy</c>, <c>manual</c>, <c>retire</c>.</summary>
    public static Application Describe(JsonObject application)
    {
        var manual = (bool?)application["manual"] ?? false;
        var described = ShopDescription.Replicated
            .WithCanary(canary => canary with { Steps = manual ? [20, 60, 100] : [20, 100], Manual = manual })
            .By((string?)application["strategy"] ?? throw new InvalidOperationException("a strategy is expected"));
        return described with
        {
            Retire = (string?)application["retire"] switch
            {
                "keep-warm" => RetirePolicy.KeepWarm,
                "stop" => RetirePolicy.Stop,
                "remove" => RetirePolicy.Remove,
                var other => throw new InvalidOperationException($"no such policy: {other}"),
            },
        };
    }

    /// <summary>What `Status` says: the sentences about an interrupted run and a canary that waits, null where there is none.</summary>
    public static async Task<(string? Interrupted, string? Waiting)> StatusAsync(Shell shell)
    {
        var status = await shell.StatusAsync();
        return (status?.Interrupted?.ToString(), status?.Paused is { } paused ? new CanaryStrategy().DescribePaused(paused) : null);
    }

    /// <summary>How many runs `History` lists.</summary>
    public static async Task<int> CountRunsAsync(Shell shell) => (await shell.HistoryAsync()).Count;

    public static Task RunAsync(Shell shell, FirstCommand command) => command switch
    {
        FirstCommand.Deploy => shell.DeployAsync(ShopDescription.Request("9.0")),
        FirstCommand.Rollback => shell.RollbackAsync(withCurrentDescription: true),
        FirstCommand.Promote => shell.PromoteAsync(),
        _ => shell.AbortAsync(),
    };

    /// <summary>The exit code of a process that runs <paramref name="command"/>.</summary>
    public static async Task<int> ExitAsync(Func<Task> command)
    {
        try
        {
            await command();
            return 0;
        }
        catch (SlipwayException error)
        {
            return (int)RunEnd.CodeOf(error, HostEffect.None, interrupted: false);
        }
    }
}
