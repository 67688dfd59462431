namespace Docker.DotNet.Compat.Tests.Engine;

/// <summary>The engine that DOCKER_HOST names, or this machine's.</summary>
public static class EngineUnderTest
{
    public const string Image = "debian:bookworm-slim";

    private static readonly Lazy<string?> Absence = new(Probe);

    public static Uri Address { get; } = new(
        Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix:///var/run/docker.sock");

    /// <summary>Why tests cannot run against an engine here; null when they can.</summary>
    public static string? WhyNot => Absence.Value;

    public static DockerClient Client() => new DockerClientConfiguration(Address).CreateClient();

    private static string? Probe()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            using var client = Client();
            client.System.PingAsync(timeout.Token).GetAwaiter().GetResult();
            client.Images.InspectImageAsync(Image, timeout.Token).GetAwaiter().GetResult();
            return null;
        }
        catch (DockerImageNotFoundException)
        {
            return $"The engine at {Address} does not have the image {Image}.";
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or NotSupportedException or DockerApiException)
        {
            return $"No Docker engine answers at {Address}: {exception.Message}";
        }
    }
}
