using System.Globalization;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A shop whose state and whose router's files are on volumes of a megabyte, which a test can fill.</summary>
public sealed class ShopOnSmallVolumes : ShopWithoutWorker
{
    private const string Filler = "filler";
    private int whole;

    /// <summary>
    /// Until two whole releases followed each other: the second has all the steps that the next one will have. What a test leaves behind is
    /// the second of two.
    /// </summary>
    internal async Task ReleaseTwoAsync()
    {
        for (; whole < 2; whole++)
        {
            (await DeployAsync($"whole-{whole.ToString(CultureInfo.InvariantCulture)}")).Expect(ExitCode.Released);
        }
    }

    /// <summary>Leaves no byte on the volume of the keeper or the router.</summary>
    internal Task FillAsync(string container) =>
        DockerClient.RunAsync("exec", container, "sh", "-c", $"cat /dev/zero > {FolderOf(container)}/{Filler} 2> /dev/null; true");

    internal Task EmptyAsync(string container) => DockerClient.RunAsync("exec", container, "rm", "-f", $"{FolderOf(container)}/{Filler}");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await RunHolderAsync("rm", "--force");
    }

    protected override async Task PrepareAsync()
    {
        // In memory, mounted by the engine for as long as a container uses it. The router's user is the one of its image.
        await CreateAsync(Names.StateVolume, "size=1m,mode=0755");
        await CreateAsync(Names.RouterVolume, "size=1m,mode=0755,uid=10001,gid=10001");
        // What a volume is filled with when a container is made would be lost again until that container starts.
        await RunHolderAsync("run", "--detach", "--volume", $"{Names.StateVolume}:/state", "--volume",
            $"{Names.RouterVolume}:/router:nocopy", "--name");
        await DockerClient.RunAsync("exec", $"{Name}-holder", "true");
    }

    private Task<IReadOnlyList<string>> RunHolderAsync(params IReadOnlyList<string> arguments) => Machine.WithoutEngine is not null
        ? Task.FromResult<IReadOnlyList<string>>([])
        : DockerClient.RunAsync(
            [
                .. arguments, $"{Name}-holder",
                .. arguments[0] == "run" ? ["debian:bookworm-slim", "sleep", "infinity"] : Array.Empty<string>(),
            ]);

    private string FolderOf(string container) => container == Names.Keeper ? "/slipway" : "/var/lib/slipway";

    private Task CreateAsync(string volume, string options) => DockerClient.RunAsync("volume", "create",
        "--label", $"{ResourceNames.ApplicationLabel}={Name}", "--driver", "local", "--opt", "type=tmpfs", "--opt", "device=tmpfs", "--opt",
        $"o={options}", volume);
}
