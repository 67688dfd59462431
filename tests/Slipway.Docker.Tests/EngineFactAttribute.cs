using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

/// <summary>A test on the real engine. Skipped, and says why, where no engine answers or the base image is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(() => FindObstacleAsync().GetAwaiter().GetResult());

    public EngineFactAttribute() => Skip = Obstacle;

    /// <summary>Why no such test can run here; null when it can.</summary>
    public static string? Obstacle => Found.Value;

    private static async Task<string?> FindObstacleAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            using var engine = DockerEngine.Connect(null, TimeProvider.System);
            await engine.PingAsync(limit.Token);
            return await new DockerImages(engine.Connection, new Dictionary<string, Registry.RegistryCredentials>(StringComparer.Ordinal))
                .InspectAsync(EngineFixture.Image, limit.Token) is null
                    ? $"the image {EngineFixture.Image} is not on the engine"
                    : null;
        }
        catch (SlipwayException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return "the engine did not answer within 10 s";
        }
    }
}
