using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>Volumes; one that a container mounts can't be removed, as with a real engine.</summary>
internal sealed class RecordingVolumes(RecordingTarget target, Fate fate) : IVolumes
{
    public Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"volume {name}", () => target.Volumes.TryAdd(name, labels));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(target.Look(fate, () => target.Volumes.GetValueOrDefault(name)));
    }

    public Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<string>>(target.Look(fate, () =>
            target.Volumes.Where(volume => labels.All(label => volume.Value.GetValueOrDefault(label.Key) == label.Value))
                .Select(volume => volume.Key).ToList()));
    }

    public Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        target.Act(fate, $"remove volume {name}", () =>
        {
            if (target.Containers.Values.FirstOrDefault(container => container.Spec.Mounts.Any(mount => mount.Volume == name)) is { } user)
            {
                throw new EngineRefusedException($"remove the volume {name}", $"the volume {name} is in use by {user.Spec.Name}");
            }

            if (target.Volumes.Remove(name) && name == "shop-slipway")
            {
                target.Files.Clear();
            }
        });
        return Task.CompletedTask;
    }
}
