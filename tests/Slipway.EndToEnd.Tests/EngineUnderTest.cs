using Slipway.Docker.Engine;

namespace Slipway.EndToEnd.Tests;

/// <summary>Whether there is an engine to test on.</summary>
internal static class EngineUnderTest
{
    private static readonly Lazy<string?> Found = new(() => FindObstacleAsync().GetAwaiter().GetResult());

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Obstacle => Found.Value;

    private static async Task<string?> FindObstacleAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
            await engine.PingAsync(limit.Token);
            return null;
        }
        catch (SlipwayException error)
        {
            return error.Message;
        }
        catch (OperationCanceledException)
        {
            return "the engine did not answer within 10 s";
        }
    }
}
