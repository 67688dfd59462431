using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;

namespace Slipway.Docker.Tests;

public sealed class BaseImageTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [EngineFact]
    public async Task A_base_image_that_is_there_is_left_alone()
    {
        List<string> progress = [];

        await new BaseImage(fixture.Engine, TimeProvider.System, new Immediate<string>(progress.Add)).EnsureAsync(CancellationToken.None);

        Assert.Empty(progress);
    }

    [MakeBaseImageFact]
    [Trait("Category", "Slow")]
    public async Task A_base_image_that_no_registry_has_is_made_from_this_machines_packages()
    {
        var name = fixture.Name("base") + ":made";
        var images = (DockerImages)fixture.Engine.Images;
        List<string> progress = [];

        await new BaseImage(fixture.Engine, TimeProvider.System, new Immediate<string>(progress.Add),
            name).EnsureAsync(CancellationToken.None);

        try
        {
            var container = await fixture.StartAsync(fixture.Sleeper("made") with { Image = name });
            var found = await fixture.Engine.Containers.ExecuteAsync(
                container,
                [
                    "sh", "-c",
                    ". /etc/os-release; echo $VERSION_CODENAME; ls /etc/ssl/certs/ca-certificates.crt; find /usr/share/man "
                        + "/var/lib/apt/lists /var/cache/apt -type f -size +0",
                ],
                CancellationToken.None);
            Assert.Equal("bookworm\n/etc/ssl/certs/ca-certificates.crt\n", found.StandardOutput);
            // Keeper and router are scripts that may use nothing beyond perl-base, which is all that the published image has.
            var perl = await fixture.Engine.Containers.ExecuteAsync(
                container,
                ["perl", "-MFcntl", "-MPOSIX", "-MIO::Handle", "-MIO::Select", "-MIO::Socket::INET", "-MIO::Socket::UNIX", "-e", "exit 0"],
                CancellationToken.None);
            Assert.Equal(0, perl.ExitCode);
            Assert.Contains(progress, line => line.Contains("this machine's packages", StringComparison.Ordinal));
        }
        finally
        {
            await fixture.Engine.Containers.RemoveAsync(fixture.Name("made"), CancellationToken.None);
            await images.RemoveAsync((await images.InspectAsync(name, CancellationToken.None))!.ID, CancellationToken.None);
        }
    }

    private sealed class MakeBaseImageFactAttribute : FactAttribute
    {
        public MakeBaseImageFactAttribute() => Skip = Machine.WithoutEngine ?? (IsRootOnDebian12
            ? null
            : "a base image can be made on a Debian 12 machine only, by root");

        private static bool IsRootOnDebian12 => Environment.IsPrivilegedProcess
            && File.Exists("/etc/os-release")
            && File.ReadAllText("/etc/os-release").Contains("bookworm", StringComparison.Ordinal);
    }
}
