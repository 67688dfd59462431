using Slipway.Containers;
using Slipway.Docker.Engine;
using Slipway.Docker.Images;

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

        await new BaseImage(fixture.Engine, TimeProvider.System, new Immediate<string>(progress.Add), name).EnsureAsync(CancellationToken.None);

        try
        {
            var container = await fixture.StartAsync(fixture.Sleeper("made") with { Image = name });
            var found = await fixture.Engine.Containers.ExecuteAsync(
                container,
                ["sh", "-c", ". /etc/os-release; echo $VERSION_CODENAME; ls /etc/ssl/certs/ca-certificates.crt; ls /usr/share/man /var/cache/apt/archives/*.deb 2>/dev/null"],
                CancellationToken.None);
            Assert.Equal("bookworm\n/etc/ssl/certs/ca-certificates.crt\n", found.StandardOutput);
            Assert.NotEmpty(progress);

            await fixture.Engine.Containers.RemoveAsync(container, CancellationToken.None);
        }
        finally
        {
            await images.RemoveAsync((await images.InspectAsync(name, CancellationToken.None))!.ID, CancellationToken.None);
        }
    }

    private sealed class MakeBaseImageFactAttribute : EngineFactAttribute
    {
        public MakeBaseImageFactAttribute()
        {
            if (Skip is null && !(Environment.IsPrivilegedProcess && File.Exists("/etc/os-release")
                && File.ReadAllText("/etc/os-release").Contains("bookworm", StringComparison.Ordinal)))
            {
                Skip = "a base image can be made on a Debian 12 machine only, by root";
            }
        }
    }
}
