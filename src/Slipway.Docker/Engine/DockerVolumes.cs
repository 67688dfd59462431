using System.Net;
using Docker.DotNet.Models;
using Slipway.Containers;

namespace Slipway.Docker.Engine;

/// <inheritdoc cref="IVolumes"/>
internal sealed class DockerVolumes(DockerConnection connection) : IVolumes
{
    public Task EnsureAsync(string name, IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken) =>

        // The engine answers with the existing volume when there is one.
        connection.CallToEndAsync(
            $"create the volume {name}",
            (engine, token) => engine.Volumes.CreateAsync(
                new VolumesCreateParameters { Name = name, Labels = labels.ToDictionary(StringComparer.Ordinal) }, token),
            cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var volume = await connection.CallAsync(
                $"inspect the volume {name}", (engine, token) => engine.Volumes.InspectAsync(name, token), cancellationToken);
            return Labels.From(volume.Labels);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> ListAsync(IReadOnlyDictionary<string, string> labels, CancellationToken cancellationToken)
    {
        var listed = await connection.CallAsync(
            "list volumes",
            (engine, token) => engine.Volumes.ListAsync(new VolumesListParameters { Filters = LabelFilter.From(labels) }, token),
            cancellationToken);
        return [.. (listed.Volumes ?? []).Select(volume => volume.Name).Order(StringComparer.Ordinal)];
    }

    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CallAsync(
                $"remove the volume {name}",
                (engine, token) => engine.Volumes.RemoveAsync(name, force: false, token),
                cancellationToken);
        }
        catch (RefusedCallException refused) when (refused.Status is HttpStatusCode.NotFound)
        {
            // Gone is what was wanted.
        }
    }
}
