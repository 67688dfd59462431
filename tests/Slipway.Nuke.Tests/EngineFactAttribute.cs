using System.ComponentModel;
using System.Diagnostics;
using Slipway.Docker.Engine;
using Slipway.Docker.Images;

namespace Slipway.Nuke.Tests;

/// <summary>A test on the real engine. Skipped, and says why, where no engine answers or the base image is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Obstacle = new(() => FindObstacleAsync().GetAwaiter().GetResult());

    public EngineFactAttribute() => Skip = Obstacle.Value;

    private static async Task<string?> FindObstacleAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            using var engine = DockerEngine.Connect(null, TimeProvider.System);
            await engine.PingAsync(limit.Token);
            using var client = Process.Start(new ProcessStartInfo("docker", ["image", "inspect", "--format", "{{.Id}}", BaseImage.Name])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await client.WaitForExitAsync(limit.Token);
            return client.ExitCode == 0 ? null : $"the image {BaseImage.Name} is not on the engine";
        }
        catch (Exception exception) when (exception is SlipwayException or Win32Exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return "the engine did not answer within 20 s";
        }
    }
}
