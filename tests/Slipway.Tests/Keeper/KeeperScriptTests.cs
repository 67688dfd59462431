using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Tests.Keeper;

/// <summary>The keeper's script, run by a real Perl on real files and sockets.</summary>
public sealed class KeeperScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("slipway-keeper-").FullName;

    [PerlFact]
    public async Task The_lock_is_taken_once_and_the_second_hears_who_has_it()
    {
        await using var first = new KeeperProcess(folder);
        await using var second = new KeeperProcess(folder);

        Assert.Equal("NONE", await second.AskAsync("HOLDER"));
        Assert.Equal("OK", await first.AskAsync($"LOCK {KeeperProcess.Hex("ann")}"));
        Assert.Equal($"BUSY {KeeperProcess.Hex("ann")}", await second.AskAsync($"LOCK {KeeperProcess.Hex("bob")}"));
        Assert.Equal($"OK {KeeperProcess.Hex("ann")}", await second.AskAsync("HOLDER"));
    }

    [PerlFact]
    public async Task The_lock_is_free_when_its_holder_is_killed()
    {
        await using var first = new KeeperProcess(folder);
        await using var second = new KeeperProcess(folder);
        Assert.Equal("OK", await first.AskAsync($"LOCK {KeeperProcess.Hex("ann")}"));

        first.Kill();
        await first.EndAsync();

        Assert.Equal("NONE", await second.AskAsync("HOLDER"));
        Assert.Equal("OK", await second.AskAsync($"LOCK {KeeperProcess.Hex("bob")}"));
    }

    [PerlFact]
    public async Task A_holder_that_says_nothing_loses_the_lock_and_one_that_beats_keeps_it()
    {
        await using var silent = new KeeperProcess(folder, silenceSeconds: 1);
        Assert.Equal("OK", await silent.AskAsync($"LOCK {KeeperProcess.Hex("ann")}"));
        await silent.EndAsync();

        // It beats for longer than it may be silent, and so often that a loaded machine does not make a silence of a pause.
        await using var next = new KeeperProcess(folder, silenceSeconds: 6);
        Assert.Equal("OK", await next.AskAsync($"LOCK {KeeperProcess.Hex("bob")}"));
        for (var beat = 0; beat < 14; beat++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
            Assert.Equal("OK", await next.AskAsync("BEAT"));
        }
    }

    [PerlFact]
    public async Task One_who_does_not_hold_the_lock_can_look_and_not_write()
    {
        await using var keeper = new KeeperProcess(folder);
        Assert.Equal($"ERROR {KeeperProcess.Hex("not the lock's holder")}",
            await keeper.AskAsync($"APPEND journal {KeeperProcess.Hex("x")}"));
        Assert.Equal($"ERROR {KeeperProcess.Hex("not the lock's holder")}",
            await keeper.AskAsync($"PUT file 0600 {KeeperProcess.Hex("x")}"));
        Assert.Equal($"ERROR {KeeperProcess.Hex("not the lock's holder")}", await keeper.AskAsync("REMOVE file"));
        Assert.Equal("NONE", await keeper.AskAsync("GET journal"));
        Assert.Equal("OK", await keeper.AskAsync("LIST releases"));
        Assert.False(File.Exists(Path.Combine(folder, "journal")));
    }

    [PerlFact]
    public async Task A_line_after_a_torn_one_stands_on_a_line_of_its_own()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "journal"), "whole\ntor", CancellationToken.None);
        await using var keeper = await LockedAsync();

        Assert.Equal("OK", await keeper.AskAsync($"APPEND journal {KeeperProcess.Hex("next")}"));
        Assert.Equal("OK", await keeper.AskAsync($"APPEND journal {KeeperProcess.Hex("last")}"));

        Assert.Equal("whole\ntor\nnext\nlast\n", await File.ReadAllTextAsync(Path.Combine(folder, "journal"), CancellationToken.None));
        Assert.Equal($"OK {KeeperProcess.Hex("whole\ntor\nnext\nlast\n")}", await keeper.AskAsync("GET journal"));
    }

    [PerlFact]
    public async Task A_file_is_replaced_as_a_whole_and_readable_by_its_owner_alone()
    {
        await using var keeper = await LockedAsync();
        Assert.Equal("OK", await keeper.AskAsync($"PUT releases/1.json 0600 {KeeperProcess.Hex(new string('a', 200_000))}"));
        Assert.Equal("OK", await keeper.AskAsync($"PUT releases/1.json 0600 {KeeperProcess.Hex("short ü")}"));
        // What a writer that was cut off leaves behind is no file yet.
        await File.WriteAllTextAsync(Path.Combine(folder, "releases", "2.json.new"), "{", CancellationToken.None);

        Assert.Equal($"OK {KeeperProcess.Hex("short ü")}", await keeper.AskAsync("GET releases/1.json"));
        Assert.Equal("OK 1.json", await keeper.AskAsync("LIST releases"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "releases", "1.json")));
        }
    }

    [PerlFact]
    public async Task A_file_that_is_removed_is_gone_and_one_that_is_not_there_may_be_removed()
    {
        await using var keeper = await LockedAsync();
        await keeper.AskAsync($"PUT secrets/key.1 0600 {KeeperProcess.Hex("a")}");
        await keeper.AskAsync($"PUT secrets/key 0600 {KeeperProcess.Hex("b")}");
        Assert.Equal("OK", await keeper.AskAsync("REMOVE secrets/key.1"));
        Assert.Equal("OK", await keeper.AskAsync("REMOVE secrets/key.1"));
        Assert.Equal("OK key", await keeper.AskAsync("LIST secrets"));
        Assert.StartsWith("ERROR", await keeper.AskAsync("REMOVE ../outside"), StringComparison.Ordinal);
    }

    [PerlFact]
    public async Task A_writer_killed_before_the_new_name_leaves_the_old_file_and_the_next_one_replaces_it()
    {
        await using (var first = await LockedAsync())
        {
            await first.AskAsync($"PUT file 0400 {KeeperProcess.Hex("old")}");
        }

        await using (var killed = new KeeperProcess(folder, before: "BEGIN { *CORE::GLOBAL::rename = sub { kill 'KILL', $$; sleep } }\n"))
        {
            await killed.AskAsync($"LOCK {KeeperProcess.Hex("ann")}");
            Assert.Equal("ended", await killed.AskAsync($"PUT file 0400 {KeeperProcess.Hex("new")}"));
        }

        await using var next = await LockedAsync();
        Assert.Equal($"OK {KeeperProcess.Hex("old")}", await next.AskAsync("GET file"));
        Assert.Equal("OK", await next.AskAsync($"PUT file 0400 {KeeperProcess.Hex("next")}"));
        Assert.Equal($"OK {KeeperProcess.Hex("next")}", await next.AskAsync("GET file"));
    }

    /// <summary>What is synced, in order: a new folder's name, what stands in a file, the name of the file.</summary>
    [PerlFact]
    public async Task Files_and_their_names_are_on_the_disk_before_the_answer()
    {
        const string Trace = """
            BEGIN {
                require IO::Handle;
                my $sync = \&IO::Handle::sync;
                no warnings 'redefine';
                *IO::Handle::sync = sub { print -d $_[0] ? "folder\n" : "file\n"; $sync->(@_) };
                *CORE::GLOBAL::rename = sub { print "rename\n"; CORE::rename($_[0], $_[1]) };
            }

            """;
        await using var keeper = new KeeperProcess(folder, before: Trace);
        (string Request, string[] Seen)[] requests =
        [
            ("LOCK 41", ["file", "OK"]),
            ("APPEND journal 41", ["file", "folder", "OK"]),
            ("APPEND journal 42", ["file", "OK"]),
            ("PUT releases/1.json 0600 41", ["folder", "file", "rename", "folder", "OK"]),
            ("PUT releases/1.json 0600 42", ["file", "rename", "folder", "OK"]),
        ];
        foreach (var (request, seen) in requests)
        {
            await keeper.WriteLineAsync(request, CancellationToken.None);
            foreach (var line in seen)
            {
                Assert.Equal(line, await keeper.ReadLineAsync(CancellationToken.None));
            }
        }
    }

    [PerlFact]
    public async Task Requests_that_are_torn_or_make_no_sense_change_nothing()
    {
        await using var keeper = await LockedAsync();
        await keeper.AskAsync($"PUT file 0600 {KeeperProcess.Hex("whole")}");
        foreach (var request in (string[])
            ["PUT file 0600 4", "PUT file 0600 4g", "PUT file 0600 ü", "PUT file", "PUT file 999 41", "PUT file -1 41", "APPEND file 4",
                "LOCK 4", "PUT file/x 0600 41", "GET", "EXCHANGE 127.0.0.1 1 100 4", "READ", "READ 7"])
        {
            Assert.StartsWith("ERROR ", await keeper.AskAsync(request), StringComparison.Ordinal);
        }

        Assert.Equal($"OK {KeeperProcess.Hex("whole")}", await keeper.AskAsync("GET file"));
        var big = new string('ü', 2_000_000);
        Assert.Equal("OK", await keeper.AskAsync($"PUT file 0600 {KeeperProcess.Hex(big)}"));
        Assert.Equal($"OK {KeeperProcess.Hex(big)}", await keeper.AskAsync("GET file"));
    }

    [PerlFact]
    public async Task A_reader_never_sees_half_a_file()
    {
        await using var writer = await LockedAsync();
        await using var reader = new KeeperProcess(folder);
        string[] contents = [new string('a', 100_000), new string('b', 50_000)];
        await writer.AskAsync($"PUT file 0600 {KeeperProcess.Hex(contents[0])}");
        var writing = Task.Run(async () =>
        {
            for (var index = 1; index < 60; index++)
            {
                await writer.AskAsync($"PUT file 0600 {KeeperProcess.Hex(contents[index % 2])}");
            }
        });
        while (!writing.IsCompleted)
        {
            Assert.Contains(await reader.AskAsync("GET file"), contents.Select(content => $"OK {KeeperProcess.Hex(content)}"));
        }

        await writing;
    }

    [PerlFact]
    public async Task Paths_that_lead_out_of_the_folder_are_refused()
    {
        await using var keeper = await LockedAsync();
        foreach (var path in (string[])["../x", "/etc/passwd", "a/../../x", ".hidden", "-x", "", "a|id", "releases/..", "a\0b"])
        {
            foreach (var request in (string[])
            [
                $"GET {path}", $"PUT {path} 0600 {KeeperProcess.Hex("x")}", $"APPEND {path} {KeeperProcess.Hex("x")}", $"LIST {path}",
            ])
            {
                Assert.StartsWith("ERROR ", await keeper.AskAsync(request), StringComparison.Ordinal);
            }
        }

        Assert.Equal(["lock"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [PerlFact]
    public async Task An_unknown_request_is_an_error_and_the_conversation_goes_on()
    {
        await using var keeper = new KeeperProcess(folder);
        Assert.Equal($"ERROR {KeeperProcess.Hex("unknown request")}", await keeper.AskAsync("SHUTDOWN now"));
        Assert.StartsWith("ERROR ", await keeper.AskAsync(""), StringComparison.Ordinal);
        Assert.Equal("OK", await keeper.AskAsync("BEAT"));
    }

    [PerlFact]
    public async Task An_exchange_returns_what_a_real_listener_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, "HTTP/1.0 200 OK\r\n\r\nhello");
        await using var keeper = new KeeperProcess(folder);

        var reply = await keeper.AskAsync($"EXCHANGE 127.0.0.1 {Port(listener)} 5000 {KeeperProcess.Hex("GET / HTTP/1.0\r\n\r\n")}");
        var answer = "";
        // As many pieces as there were lulls: how many is the machine's to say.
        while (reply.Split(' ') is ["OPEN", var number, var piece])
        {
            answer += piece;
            reply = await keeper.AskAsync($"READ {number}");
        }

        Assert.Equal("GET / HTTP/1.0\r\n\r\n", await serving);
        Assert.Equal($"END {KeeperProcess.Hex("HTTP/1.0 200 OK\r\n\r\nhello")}", reply.Insert("END ".Length, answer));
    }

    [PerlFact]
    public async Task An_exchange_that_nobody_answers_says_why()
    {
        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = Port(closed);
        closed.Stop();
        await using var keeper = new KeeperProcess(folder);

        Assert.Contains("refused", await FailureAsync(keeper, $"EXCHANGE 127.0.0.1 {port} 2000 00"), StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(await FailureAsync(keeper, "EXCHANGE no-such-host.invalid 80 500 00"));
        Assert.Equal("OK", await keeper.AskAsync("BEAT"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<KeeperProcess> LockedAsync()
    {
        var keeper = new KeeperProcess(folder);
        Assert.Equal("OK", await keeper.AskAsync($"LOCK {KeeperProcess.Hex("ann")}"));
        return keeper;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static async Task<string> FailureAsync(KeeperProcess keeper, string request)
    {
        var reply = (await keeper.AskAsync(request)).Split(' ');
        Assert.Equal("FAILED", reply[0]);
        return Encoding.UTF8.GetString(Convert.FromHexString(reply[1]));
    }

    private static async Task<string> ServeAsync(TcpListener listener, string answer)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var client = await listener.AcceptTcpClientAsync(limit.Token);
        var buffer = new byte[1024];
        var read = await client.GetStream().ReadAsync(buffer, limit.Token);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer), limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
