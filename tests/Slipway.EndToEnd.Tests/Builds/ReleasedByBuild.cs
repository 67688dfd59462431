using Slipway.Applications;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>The shop, released twice by `./build.sh Deploy`, and removed by `./build.sh Reset`.</summary>
public sealed class ReleasedByBuild(RepositoryCopy copy) : IAsyncLifetime
{
    private Ended? first;
    private Ended? second;

    public RepositoryCopy Copy { get; } = copy;

    /// <summary>The very first release: everything is compiled, tested and built.</summary>
    public Ended First => first!;

    /// <summary>The release of the next commit.</summary>
    public Ended Second => second!;

    public async Task InitializeAsync()
    {
        if (Machine.WithoutEngine is not null)
        {
            return;
        }

        first = (await Copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
        await Copy.CommitAsync("second");
        second = (await Copy.BuildAsync("Deploy")).Expect(ExitCode.Released);
    }

    public async Task DisposeAsync()
    {
        if (Machine.WithoutEngine is null)
        {
            (await Copy.BuildAsync("Reset", "--yes")).Expect(ExitCode.Released);
            Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={Copy.Application}"));
        }
    }
}
