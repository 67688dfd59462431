using Docker.DotNet.Models;
using Slipway.Containers;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Hosting;

/// <summary>
/// The image that everything is built on. Where it can be pulled it is pulled; where no registry has it, it is made from the operating
/// system packages of this machine, under the same name, so that every Dockerfile builds in both worlds.
/// </summary>
/// <param name="engine">Where the image is needed.</param>
/// <param name="name">Name and tag. Default <see cref="Name"/>.</param>
/// <param name="time">The clock for waiting.</param>
/// <param name="progress">Told what takes long.</param>
public sealed class BaseImage(DockerEngine engine, TimeProvider time, IProgress<string> progress, string name = BaseImage.Name)
{
    /// <summary>Debian 12, without documentation.</summary>
    public const string Name = "debian:bookworm-slim";

    private const string Suite = "bookworm";
    private const string SourcesFile = "/etc/apt/sources.list";
    private const string SourcesFolder = "/etc/apt/sources.list.d";

    /// <summary>A pull may take as long as it likes while it gets on; without a word for this long nobody is there.</summary>
    private static readonly TimeSpan PullPatience = TimeSpan.FromSeconds(20);

    /// <summary>What the published slim image leaves out too; packages that are installed on top later leave it out as well.</summary>
    private static readonly string[] LeftOut =
        ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/info/*", "/usr/share/locale/*", "/usr/share/lintian/*", "/usr/share/groff/*"];

    /// <summary>Returns when the engine has the image. A pull that says nothing for 20 s is given up.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageUnavailableException">It can be neither pulled nor made here.</exception>
    /// <exception cref="HostProgramException">A program that makes the image from packages is missing, or failed.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var images = (DockerImages)engine.Images;
        if (await images.InspectAsync(name, cancellationToken) is not null)
        {
            return;
        }

        progress.Report($"{name} is not on the engine: pulling it");
        if (await TryPullAsync(images, cancellationToken) is { } reason)
        {
            progress.Report($"{name} can't be pulled ({reason}): making it from this machine's packages, which takes about 30 s");
            await MakeAsync(reason, cancellationToken);
        }
    }

    private async Task<string?> TryPullAsync(DockerImages images, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PullPatience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var news = new Immediate<string>(line =>
            {
                patience.CancelAfter(PullPatience);
                progress.Report(line);
            });
            await images.PullOnceAsync(name, news, either.Token);
            return null;
        }
        catch (ImageUnavailableException refused)
        {
            return refused.Message.Split('\n')[0];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no progress for {PullPatience.TotalSeconds:0} s";
        }
    }

    private async Task MakeAsync(string reason, CancellationToken cancellationToken)
    {
        var sources = FindSources();
        if (sources.Count == 0)
        {
            throw new ImageUnavailableException(name,
                $"{reason}; and this machine is no Debian 12 with package sources to make it from. Run `docker pull {name}` where a "
                    + "registry can be reached, or `docker load` it.");
        }

        if (!File.Exists("/usr/bin/mmdebstrap"))
        {
            await HostProgram.RunAsync("reading the package lists", "apt-get", ["update"], progress, time, cancellationToken);
            await HostProgram.RunAsync("installing mmdebstrap", "apt-get", ["install", "--yes", "--no-install-recommends", "mmdebstrap"],
                progress, time, cancellationToken);
        }

        var folder = Directory.CreateTempSubdirectory("slipway-base-");
        try
        {
            var archive = Path.Combine(folder.FullName, "base.tar");
            await HostProgram.RunAsync($"making {name}", "mmdebstrap",
                [
                    "--variant=minbase", "--include=ca-certificates,usr-is-merged", "--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr",
                    .. LeftOut.Select(path => $"--dpkgopt=path-exclude={path}"), "--dpkgopt=path-include=/usr/share/doc/*/copyright",
                    Suite, archive, .. sources,
                ],
                progress, time, cancellationToken);
            await ImportAsync(archive, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task ImportAsync(string archive, CancellationToken cancellationToken)
    {
        progress.Report($"importing {name}");
        var messages = new EngineMessages(progress);
        var (repository, tag) = (name.Split(':')[0], name.Split(':')[1]);
        await engine.Connection.CallOnceAsync(
            $"import {name}",
            async (client, token) =>
            {
                await using var content = File.OpenRead(archive);
                await client.Images.CreateImageAsync(
                    new ImagesCreateParameters { FromSrc = "-", Repo = repository, Tag = tag }, content, new AuthConfig(), messages, token);
                return true;
            },
            cancellationToken);
        if (messages.Error is { } error)
        {
            throw new ImageUnavailableException(name, error);
        }
    }

    /// <summary>The machine's own package sources, if it is a Debian 12: named files, so that no host is named here.</summary>
    private static IReadOnlyList<string> FindSources()
    {
        IEnumerable<string> candidates = Directory.Exists(SourcesFolder)
            ? Directory.EnumerateFiles(SourcesFolder).Where(file => Path.GetExtension(file) is ".list" or ".sources").Prepend(SourcesFile)
            : [SourcesFile];
        return [.. candidates.Where(File.Exists).Where(file => IsDebian(File.ReadAllText(file))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Sources of others need keys of others, which the new image would not have.</summary>
    private static bool IsDebian(string sources) =>
        sources.Contains(Suite, StringComparison.Ordinal) && sources.Contains("debian", StringComparison.Ordinal)
        && !sources.Contains("Signed-By: /etc/", StringComparison.Ordinal);
}
