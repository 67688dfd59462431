using System.Runtime.CompilerServices;
using System.Text;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Tests.Recording;

/// <summary>
/// Containers in memory, with what a real engine insists on: an image and a network that exist, names that are taken once.
/// </summary>
internal sealed class RecordingContainers(RecordingTarget target, Fate fate) : IContainers
{
    public Task CreateAsync(ContainerSpec spec, CancellationToken cancellationToken) => ActAsync($"create {spec.Name}", () =>
    {
        if (target.Containers.ContainsKey(spec.Name))
        {
            return;
        }

        Refuse(!target.Images.Contains(spec.Image), $"no such image: {spec.Image}");
        Refuse(spec.Network is { } network && !target.Networks.ContainsKey(network), $"no such network: {spec.Network}");
        target.Containers[spec.Name] = new RecordedContainer(spec, target.NextAddress())
        {
            ImageVolumes = target.ImageVolumes,
        };
        foreach (var mount in spec.Mounts)
        {
            target.Volumes.TryAdd(mount.Volume, new Dictionary<string, string>(StringComparer.Ordinal));
        }
    }, cancellationToken);

    public Task StartAsync(string name, CancellationToken cancellationToken) => ActAsync($"start {name}", () =>
    {
        var container = Get(name);
        if (container.Runs)
        {
            return;
        }

        if (target.Dying.Contains(name))
        {
            (container.Status, container.ExitCode) = (ContainerStatus.Exited, 1);
            (container.StartedAt, container.OutOfMemory) = (target.Time.GetUtcNow(), target.OutOfMemory);
            return;
        }

        container.Status = ContainerStatus.Running;
        container.ExitCode = null;
        container.StartedAt = target.Time.GetUtcNow();
        if (container.Role == "migration")
        {
            container.EndsAt = container.StartedAt + target.MigrationTakes;
            var release = container.Spec.Labels[ResourceNames.ReleaseLabel];
            target.Migrations[release] = target.Migrations.GetValueOrDefault(release) + 1;
        }
    }, cancellationToken);

    public Task StopAsync(string name, TimeSpan grace, CancellationToken cancellationToken) => ActAsync($"stop {name}", () =>
    {
        if (target.Containers.GetValueOrDefault(name) is { Runs: true } container)
        {
            Oracle.LookAtStop(target, name);
            container.Status = ContainerStatus.Exited;
            container.ExitCode = target.Stubborn.Contains(name) ? 137 : 0;
        }
    }, cancellationToken);

    public Task RenameAsync(string name, string newName, CancellationToken cancellationToken) =>
        ActAsync($"rename {name} to {newName}", () =>
    {
        Refuse(target.Containers.ContainsKey(newName), $"the name {newName} is taken");
        var container = Get(name);
        target.Containers.Remove(name);
        target.Containers[newName] = new RecordedContainer(container.Spec with { Name = newName }, container.Address)
        {
            Status = container.Status,
            ExitCode = container.ExitCode,
            StartedAt = container.StartedAt,
            EndsAt = container.EndsAt,
        };
    }, cancellationToken);

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        ActAsync($"remove {name}", () =>
        {
            Oracle.LookAtStop(target, name);
            target.Containers.Remove(name);
        }, cancellationToken);

    public Task<ContainerState?> FindAsync(string name, CancellationToken cancellationToken) =>
        LookAsync(() => target.Containers.GetValueOrDefault(name)?.ToState(), cancellationToken);

    public Task<IReadOnlyList<ContainerState>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>
        LookAsync<IReadOnlyList<ContainerState>>(() =>
            [.. target.Containers.Values.Select(container => container.ToState())
                .Where(state => labels.All(label => state.Labels.GetValueOrDefault(label.Key) == label.Value))], cancellationToken);

    public async IAsyncEnumerable<string> ReadLogsAsync(string name, int tail, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var container = await LookAsync(() => Get(name), cancellationToken);
        yield return container.Role == "migration"
            ? Behaviour.Migrates(container.Spec.Image) ? $"level-{container.Version}" : "column exists already"
            : Behaviour.Healthy(container.Spec.Image) ? "listening" : "cannot reach the database";
    }

    public Task CopyIntoAsync(string name, string folder, IReadOnlyList<ContainerFile> files, CancellationToken cancellationToken) =>
        ActAsync($"copy into {name}", () =>
        {
            var courier = Get(name);
            foreach (var mount in courier.Spec.Mounts)
            {
                target.Delivered[mount.Volume] = [.. files.Select(file => Encoding.UTF8.GetString(file.Content.Span))];
            }
        }, cancellationToken);

    public Task<CommandResult> ExecuteAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        LookAsync(
            () => Get(name).Runs
                ? new CommandResult(0, "", "")
                : throw new EngineRefusedException($"run {command[0]} in {name}", "it does not run"), cancellationToken);

    public Task<IContainerSession> OpenSessionAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        LookAsync<IContainerSession>(() => Get(name).Runs
            ? new RecordedSession(target, fate) { Files = FilesOf(name) }
            : throw new EngineRefusedException($"run {command[0]} in {name}", "it does not run"), cancellationToken);

    private RecordedFiles FilesOf(string name) => Get(name).Spec.Labels.GetValueOrDefault(ResourceNames.ApplicationLabel) is { } owner
        && target.Neighbours.TryGetValue(owner, out var files) ? files : target.Files;

    private RecordedContainer Get(string name) =>
        target.Containers.GetValueOrDefault(name) ?? throw new ContainerMissingException(name, "act on");

    private static void Refuse(bool reason, string message)
    {
        if (reason)
        {
            throw new EngineRefusedException("do that", message);
        }
    }

    private Task ActAsync(string effect, Action apply, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            target.Act(fate, effect, apply);
            return Task.CompletedTask;
        }
        catch (Exception error)
        {
            return Task.FromException(error);
        }
    }

    private Task<T> LookAsync<T>(Func<T> look, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Task.FromResult(target.Look(fate, look));
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }
}
