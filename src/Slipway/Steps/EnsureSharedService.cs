using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Steps;

/// <summary>Starts a database or cache if it does not run, and waits until it can be used.</summary>
internal sealed record EnsureSharedService(SharedService Service) : Step
{
    // Each look is a process of its own in the container. A new database is ready after some two seconds.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public override string Describe() => $"Make sure that the shared service {Service.Name} runs";

    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var name = context.Names.SharedService(Service.Name);
        var found = await context.Engine.Containers.FindAsync(name, cancellationToken);
        if (found is null)
        {
            await MakeAsync(context, name, cancellationToken);
        }

        if (found is not { Status: ContainerStatus.Running })
        {
            await context.Engine.Containers.StartAsync(name, cancellationToken);
        }

        if (Service.ReadyCommand.Count > 0)
        {
            await Wait.UntilAsync(context, $"{name} to answer {string.Join(' ', Service.ReadyCommand)}",
                context.Application.Timeouts.SharedService, FirstPause,
                token => AskAsync(context, name, token),
                name, cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// Null when it is ready, else what is observed. A container that dies at its start is between two states when it is asked.
    /// </summary>
    private async Task<string?> AskAsync(StepContext context, string name, CancellationToken cancellationToken)
    {
        try
        {
            var result = await context.Engine.Containers.ExecuteAsync(name, Service.ReadyCommand, cancellationToken);
            return result.ExitCode == 0
                ? null
                : $"exit code {result.ExitCode} {(result.StandardError + result.StandardOutput).Trim()}".TrimEnd();
        }
        catch (SlipwayException refused) when (refused is not EngineUnreachableException)
        {
            return refused.Message;
        }
    }

    private async Task MakeAsync(StepContext context, string name, CancellationToken cancellationToken)
    {
        var progress = new Progress(context);
        var image = await context.Engine.Images.EnsureAsync(Service.Recipe, progress, cancellationToken);
        var mounts = new List<VolumeMount>();
        if (Service.DataPath is { } path)
        {
            var volume = context.Names.DataVolume(Service.Name);
            await context.Engine.Volumes.EnsureAsync(volume, context.Names.With((ResourceNames.RoleLabel, ResourceNames.DataRole)),
                cancellationToken);
            mounts.Add(new VolumeMount(volume, path));
        }

        if (Service.Secrets.Count > 0)
        {
            var volume = ResourceNames.SecretsVolume(name);
            await context.Secrets.DeliverAsync(volume, Service.Secrets, versions: null, Service.UserId, cancellationToken);
            mounts.Add(new VolumeMount(volume, SecretFile.Folder, ReadOnly: true));
        }

        var container = new ContainerSpec
        {
            Name = name,
            Image = image,
            Environment = Service.Environment,
            Labels = context.Names.With((ResourceNames.RoleLabel, ResourceNames.SharedServiceRole),
                (ResourceNames.WorkloadLabel, Service.Name),
                (ResourceNames.SharedSecretsLabel, SharedServiceLabels.Secrets(Service)),
                (ResourceNames.VariablesLabel, SharedServiceLabels.Variables(Service))),
            Network = context.Names.Network,
            NetworkAliases = [Service.Name],
            Mounts = mounts,
            TemporaryFolders = Service.TemporaryFolders,
            Capabilities = Service.Capabilities,
            User = Service.UserId == 0 ? null : $"{Service.UserId}:{Service.UserId}",
            MemoryBytes = Service.MemoryMegabytes * ContainerSpec.Mebibyte,
            ProcessLimit = Service.ProcessLimit,
        };
        await context.Engine.CreateAsync(container, Service.Recipe, progress, cancellationToken);
    }

    private sealed class Progress(StepContext context) : IProgress<string>
    {
        public void Report(string value) => context.Observer.Note(value);
    }
}
