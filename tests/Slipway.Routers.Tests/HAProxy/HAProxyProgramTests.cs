using System.Globalization;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.HAProxy;

/// <summary>HAProxy's verbs.pl, run by a real Perl, with a socket that answers as the proxy's master does.</summary>
public sealed class HAProxyProgramTests : IDisposable
{
    private const string Workers = """
        #<PID>          <type>          <relative PID>  <reloads>       <uptime>        <version>
        1               master          0               [failed: 0]     0d00h00m09s     2.6
        # workers
        31              worker          0               0               0d00h00m05s     2.6
        # old workers
        12              worker          1               1               0d00h00m09s     2.6
        # programs
        99              worker          -               -               -               -

        """;

    private readonly ProgramFolder folder = new();

    private static string Verbs => EmbeddedText.Read("HAProxy/Program/verbs.pl");

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task A_command_reaches_every_worker_the_current_one_first()
    {
        await using var master = Master(asked => asked switch
        {
            "show proc\n" => Workers,
            "@!31 set map a b; show map é\n" => "one\n\ntwo\n\n\n",
            _ => "",
        });
        await using var bridge = new BridgeProcess(Verbs, folder);

        Assert.Equal(["= 31", "one", "", "two", "= 12"], await bridge.AskAsync("each set map a b; show map é"));
        Assert.Equal(["show proc\n", "@!31 set map a b; show map é\n", "@!12 set map a b; show map é\n"], master.Asked);
    }

    [ProgramFact("perl")]
    public async Task A_proxy_without_a_worker_and_one_that_does_not_answer_are_told_apart()
    {
        await using var bridge = new BridgeProcess(Verbs, folder);
        Assert.Equal("the proxy's master socket does not answer: No such file or directory", await bridge.RefusalAsync("each show info"));

        await using var master = Master(_ => "");
        Assert.Equal("the proxy has no worker", await bridge.RefusalAsync("each show info"));
    }

    /// <summary>The proxy reads what it was started with, on the descriptors that the edge's sockets have otherwise.</summary>
    [ProgramFact("perl")]
    public async Task A_configuration_is_read_with_sockets_in_place_of_the_edges_and_removed_whatever_the_proxy_says()
    {
        var path = folder.PathWith(
            "haproxy",
            "[ -S /proc/self/fd/100 ] && [ -S /proc/self/fd/101 ] || exit 3; "
                + "echo \"args $*\" >&2; read word < \"$3\"; [ \"$word\" = good ]");
        await using var bridge = new BridgeProcess(Verbs, folder, path: path);
        foreach (var word in (string[])["good", "bad"])
        {
            var (file, key) = (folder.File("new.cfg", word + "\n"), folder.File("key.pem", "secret"));
            if (word == "good")
            {
                Assert.Empty(await bridge.AskAsync($"check {file} {key}"));
            }
            else
            {
                Assert.Equal($"HAProxy says: args -c -f {file}", await bridge.RefusalAsync($"check {file} {key}"));
            }

            Assert.False(File.Exists(file) || File.Exists(key));
        }
    }

    [ProgramFact("perl")]
    public async Task A_proxy_that_is_missing_refuses_the_configuration()
    {
        await using var bridge = new BridgeProcess(Verbs, folder, path: folder.Sub("empty"), before: "$ENV{PATH} = '/nowhere';\n");

        Assert.StartsWith("HAProxy says:", await bridge.RefusalAsync($"check {folder.File("new.cfg", "")}"), StringComparison.Ordinal);
    }

    [ProgramFact("perl")]
    public async Task A_reload_is_asked_of_the_first_process()
    {
        // Never the first process of this machine.
        const string Master = "BEGIN { *CORE::GLOBAL::kill = sub { print STDERR \"@_\\n\"; 1 } }\n";
        await using var bridge = new BridgeProcess(Verbs, folder, Master);

        Assert.Empty(await bridge.AskAsync("reload"));

        bridge.Process.CloseInput();
        Assert.Equal("USR2 1\n", await bridge.Process.ErrorsAsync());
    }

    [ProgramFact("perl")]
    public async Task The_time_is_that_of_the_clock_rounded_up_to_seconds()
    {
        await using var bridge = new BridgeProcess(Verbs, folder);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var milliseconds = long.Parse((await bridge.AskAsync("now"))[0], CultureInfo.InvariantCulture);

        Assert.Equal(0, milliseconds % 1000);
        Assert.InRange(milliseconds / 1000, before + 1, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1);
    }

    private SocketServer Master(Func<string, string?> answer)
    {
        folder.Sub("run");
        return SocketServer.At(folder.Of("run/master.sock"), answer);
    }
}
