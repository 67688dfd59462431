using System.Net;
using Docker.DotNet.Models;
using Polly;
using Polly.Retry;

namespace Slipway.Docker.Engine;

/// <summary>
/// Whether the engine brings a container back. One that is told "unless stopped" stays down when the engine was killed: on its next start
/// the engine ends what outlived it, and takes that for a wish (20.10). "Always" comes back from everything, also from having been stopped
/// on purpose. So a container is told "always" as long as it is to run, and "unless stopped" from just before it is stopped.
/// </summary>
internal sealed class RestartRule(DockerConnection connection)
{
    /// <summary>For containers that are to run; see <see cref="LetStopAsync"/>.</summary>
    public const RestartPolicyKind Running = RestartPolicyKind.Always;

    private const RestartPolicyKind Stopping = RestartPolicyKind.UnlessStopped;

    // A container that ends between the engine's look at it and the change has nothing any more that could be changed, which the engine
    // calls an error of its own; a moment later it knows better.
    private readonly ResiliencePipeline endedJustThen = new ResiliencePipelineBuilder { TimeProvider = connection.Time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RefusedCallException>(
                refused => refused.Status is HttpStatusCode.InternalServerError or HttpStatusCode.Conflict),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(50),
            BackoffType = DelayBackoffType.Exponential,
        })
        .Build();

    /// <summary>It has been started, and is to come back. One that is never brought back stays so.</summary>
    public Task KeepRunningAsync(ContainerInspectResponse container, CancellationToken cancellationToken) =>
        ChangeAsync(container, Stopping, Running, cancellationToken);

    /// <summary>It is going to be stopped, and is to stay so.</summary>
    public Task LetStopAsync(ContainerInspectResponse container, CancellationToken cancellationToken) =>
        ChangeAsync(container, Running, Stopping, cancellationToken);

    private async Task ChangeAsync(
        ContainerInspectResponse container, RestartPolicyKind from, RestartPolicyKind to, CancellationToken cancellationToken)
    {
        if (container.HostConfig?.RestartPolicy?.Name == from)
        {
            await endedJustThen.ExecuteAsync(
                async token => await connection.CallAsync(
                    $"change when the container {container.Name.TrimStart('/')} is restarted",
                    (engine, t) => engine.Containers.UpdateContainerAsync(
                        container.ID, new ContainerUpdateParameters { RestartPolicy = new RestartPolicy { Name = to } }, t),
                    token),
                cancellationToken);
        }
    }
}
