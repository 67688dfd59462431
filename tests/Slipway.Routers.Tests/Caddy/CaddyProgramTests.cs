using System.Net.Sockets;
using System.Text;
using Slipway.Routers.Caddy;
using Slipway.Routers.Hosting;
using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Caddy;

/// <summary>The verbs of Caddy's bridge, run by a real Perl on real files.</summary>
public sealed class CaddyProgramTests : IDisposable
{
    private const string Blue = "m0,s0,b1f,g,c";
    private const string Green = "m0,s10000,b1f,g2e,c";
    private readonly ProgramFolder folder = new();

    private string Live => Path.GetFileName(Directory.ResolveLinkTarget(folder.Of("home/live"), returnFinalTarget: false)!.FullName);

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task A_table_is_written_once_with_its_files_and_links()
    {
        await using var bridge = Bridge();
        const string Lines = "routes/01/web@@\nreplicas/a@80\nservices/web/only -> /where/it/is\ncanary/header@e@x y\n";
        var table = $"table 1f {BridgeProcess.Hex(Lines)}";

        Assert.Empty(await bridge.AskAsync(table));
        Assert.Empty(await bridge.AskAsync(table));

        Assert.True(File.Exists(folder.Of("home/tables/1f/routes/01/web@@")));
        Assert.Equal("/where/it/is", new FileInfo(folder.Of("home/tables/1f/services/web/only")).LinkTarget);
        Assert.Single(Directory.GetFiles(folder.Of("home/tables/1f/canary")));
        Assert.Equal([folder.Of("home/tables/1f")], Directory.GetDirectories(folder.Of("home/tables")));
    }

    [ProgramFact("perl")]
    public async Task The_state_changes_by_one_name_and_is_read_as_it_was_written()
    {
        await using var bridge = Bridge();
        foreach (var (word, model) in ((string, string)[])[(Blue, "{\"é\n\":1}"), (Green, "{}")])
        {
            Assert.Empty(await bridge.AskAsync($"flip {word} {BridgeProcess.Hex(model)}"));
            Assert.True(File.Exists(folder.Of($"home/live/{word}")));
            Assert.Equal(model, await File.ReadAllTextAsync(folder.Of("home/live/state.json"), Encoding.Latin1, CancellationToken.None));
        }

        Assert.Equal("2", Live);
    }

    [ProgramTheory("perl")]
    [InlineData("rename_synced")]
    [InlineData("create_synced")]
    [InlineData("sync_folder")]
    public async Task A_change_that_is_cut_off_leaves_the_old_state_and_the_next_one_goes_through(string place)
    {
        await using (var first = Bridge())
        {
            await first.AskAsync($"flip {Blue} {BridgeProcess.Hex("old")}");
        }

        await using (var killed = Bridge($"INIT {{ no warnings; *{place} = sub {{ kill 'KILL', $$; sleep }} }}\n"))
        {
            await killed.Process.WriteAsync($"flip {Green} {BridgeProcess.Hex("new")}\n");
            Assert.Null(await killed.Process.ReadLineAsync());
        }

        Assert.Equal("1", Live);
        await using var next = Bridge();
        Assert.Equal(["old"], await next.AskAsync($"read {folder.Of("home/live/state.json")}"));
        Assert.Empty(await next.AskAsync($"flip {Green} {BridgeProcess.Hex("new")}"));
        Assert.Equal(["new"], await next.AskAsync($"read {folder.Of("home/live/state.json")}"));
    }

    [ProgramFact("perl")]
    public async Task What_no_state_names_any_more_goes_once_it_is_old()
    {
        await using var bridge = new BridgeProcess(Verbs.Replace("our $keep = 60", "our $keep = -1", StringComparison.Ordinal), folder);
        await bridge.AskAsync(
            $"table 1f {BridgeProcess.Hex("a\n")}", $"table 2e {BridgeProcess.Hex("b\n")}", $"table 3d {BridgeProcess.Hex("c\n")}");

        await bridge.AskAsync($"flip {Green} 7b7d", $"flip {Blue} 7b7d");

        Assert.Equal([folder.Of("home/states/2")], Directory.GetDirectories(folder.Of("home/states")));
        Assert.Equal([folder.Of("home/tables/1f")], Directory.GetDirectories(folder.Of("home/tables")));
    }

    [ProgramFact("perl")]
    public async Task A_replica_is_known_at_one_address_until_its_slot_is_forgotten()
    {
        await using var replica = SocketServer.AtLoopback(_ => "HTTP/1.1 500 No\r\n\r\n");
        await using var bridge = Bridge();
        var words = $"{BridgeProcess.Hex("x")} {BridgeProcess.Hex("/")}";

        await bridge.AskAsync("seen blue a@80 127.0.0.1:1", $"seen blue a@80 127.0.0.1:{replica.Port}", "seen green a@80 [::1]:80");

        Assert.Equal(["HTTP/1.1 500 No"], await bridge.AskAsync($"visit blue/a@80 {words}"));
        Assert.Single(Directory.GetFiles(folder.Of("run/replicas/blue/a@80")));
        await bridge.AskAsync("forget blue");
        Assert.Equal(["its name is not known to the network"], await bridge.AskAsync($"visit blue/a@80 {words}"));
        Assert.True(Directory.Exists(folder.Of("run/replicas/green/a@80")));
    }

    /// <summary>As the kernel lists them: 127.0.0.1:8080 in the byte order of the machine.</summary>
    [ProgramFact("perl")]
    public async Task Requests_under_way_are_the_open_connections_to_a_slots_replicas()
    {
        const string Table = """
              sl  local_address rem_address   st
               0: 0100007F:C000 0100007F:1F90 01 open
               1: 0100007F:C001 0100007F:1F90 02 about to be
               2: 0100007F:C002 0100007F:1F90 06 ended
               3: 0100007F:2710 0100007F:1F90 01 a check
               4: 0100007F:C003 0100007F:1F91 01 of another one
            nonsense é

            """;
        var verbs = Verbs.Replace("/proc/net/tcp", folder.File("tcp", Table), StringComparison.Ordinal);
        await using var bridge = new BridgeProcess(verbs, folder);
        await bridge.AskAsync(
            $"table 1f {BridgeProcess.Hex("replicas/a@8080\nreplicas/b@8081\n")}", $"flip {Blue} 7b7d", "seen blue a@8080 127.0.0.1:8080",
            "seen blue b@8081 127.0.0.1:8081", "seen green old@8080 127.0.0.1:8080");

        Assert.Equal(["3", "2", "1", "0"], await bridge.AskAsync("count blue", "count blue a", "count blue b", "count blue ."));
        // Its address went to an admitted one.
        Assert.Equal(["0"], await bridge.AskAsync("count green"));
    }

    [ProgramFact("perl")]
    public async Task A_hold_is_on_until_it_is_taken_back()
    {
        await using var bridge = Bridge();

        Assert.False(File.Exists(folder.Of("run/hold")));
        await bridge.AskAsync("hold 50000");
        Assert.True(File.Exists(folder.Of("run/hold")));
        await bridge.AskAsync("hold 0");
        Assert.False(File.Exists(folder.Of("run/hold")));
    }

    [ProgramTheory("perl")]
    [InlineData("flip", "no name of a state: ''")]
    [InlineData("flip m0,/../x 41", "no name of a state: 'm0,/../x'")]
    [InlineData("flip m0,x 4", "no hexadecimal digits")]
    [InlineData("table ../x 41", "no name of a table: '../x'")]
    [InlineData("table 1f 2e2e2f78", "bad name: ../x")]
    [InlineData("table 1f 2f78", "bad name: /x")]
    [InlineData("table 1f 612f2e2e", "bad name: a/..")]
    [InlineData("seen red a@80 1.2.3.4:80", "there is no slot 'red'")]
    [InlineData("forget", "there is no slot ''")]
    [InlineData("forget ../..", "there is no slot '../..'")]
    [InlineData("count é", "there is no slot 'é'")]
    [InlineData("hold", "a hold is a number of milliseconds, not ''")]
    [InlineData("hold -1", "a hold is a number of milliseconds, not '-1'")]
    [InlineData("tally", "the tally does not answer: No such file or directory")]
    public async Task What_can_not_be_done_is_refused_and_changes_nothing(string request, string reason)
    {
        await using var bridge = Bridge();
        await bridge.AskAsync($"flip {Blue} 7b7d", "seen blue a@80 127.0.0.1:80", "hold 9000");

        Assert.Equal(reason, await bridge.RefusalAsync(request));

        Assert.Equal("1", Live);
        Assert.True(File.Exists(folder.Of("run/replicas/blue/a@80/127.0.0.1:80")));
        Assert.True(File.Exists(folder.Of("run/hold")));
    }

    [ProgramFact("perl")]
    public async Task A_caddy_that_does_not_listen_is_named()
    {
        await using var caddy = SocketServer.AtLoopback(_ => "");
        await using var bridge = new BridgeProcess(Verbs.Replace("8080", $"{caddy.Port}", StringComparison.Ordinal), folder);
        await using var other = new BridgeProcess(Verbs.Replace("8080", $"{SocketServer.FreePort()}", StringComparison.Ordinal), folder);

        Assert.Empty(await bridge.AskAsync("ready"));
        Assert.Equal("Caddy does not listen yet: Connection refused", await other.RefusalAsync("ready"));
    }

    private static string Verbs => CaddyImage.Proxy.Verbs;

    private BridgeProcess Bridge(string before = "")
    {
        folder.Sub("home/tables");
        folder.Sub("run");
        return new BridgeProcess(Verbs, folder, before);
    }
}
