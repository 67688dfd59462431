using Slipway.Routers.Tests.Programs;

namespace Slipway.Routers.Tests.Hosting;

/// <summary>bridge.pl and durable.pl, run by a real Perl on real files and sockets.</summary>
public sealed class BridgeProgramTests : IDisposable
{
    /// <summary>Every byte that there is.</summary>
    private static readonly string Bytes = string.Concat(Enumerable.Range(0, 256).Select(value => (char)value));

    private readonly ProgramFolder folder = new();

    private string File => folder.Of("file");

    public void Dispose() => folder.Dispose();

    [ProgramFact("perl")]
    public async Task A_saved_file_is_there_byte_by_byte_for_its_owner_alone_and_can_be_replaced()
    {
        await using var bridge = new BridgeProcess();
        foreach (var content in (string[])[Bytes, new string('x', 3_000_000), ""])
        {
            Assert.Empty(await bridge.AskAsync($"save {File} {BridgeProcess.Hex(content)}"));
            Assert.Equal(
                content, System.Text.Encoding.Latin1.GetString(await System.IO.File.ReadAllBytesAsync(File, bridge.Process.Limit)));
            Assert.True(OperatingSystem.IsWindows() || System.IO.File.GetUnixFileMode(File) == UnixFileMode.UserRead);
            Assert.Equal([File], Directory.GetFiles(folder.Path));
        }
    }

    [ProgramFact("perl")]
    public async Task Lines_of_a_file_are_never_taken_for_the_end_of_an_answer()
    {
        await System.IO.File.WriteAllTextAsync(File, ".\n! no\n\n .\nlast", CancellationToken.None);
        await using var bridge = new BridgeProcess();

        Assert.Equal([".", "! no", "", " .", "last"], await bridge.AskAsync($"read {File}"));
        Assert.Empty(await bridge.AskAsync($"read {folder.Of("none")}"));
    }

    /// <summary>In the order in which the system is asked: what stands in the file, its new name, the folder that holds the name.</summary>
    [ProgramFact("perl")]
    public async Task The_content_is_on_the_disk_before_the_name_and_the_name_before_the_answer()
    {
        const string Trace = """
            BEGIN {
                require IO::Handle;
                my $sync = \&IO::Handle::sync;
                no warnings 'redefine';
                *IO::Handle::sync = sub { print STDERR -d $_[0] ? "folder\n" : "file\n"; $sync->(@_) };
                *CORE::GLOBAL::rename = sub { print STDERR "rename\n"; CORE::rename($_[0], $_[1]) };
            }

            """;
        await using var bridge = new BridgeProcess(before: Trace);
        await bridge.AskAsync($"save {File} 41");
        bridge.Process.CloseInput();

        Assert.Equal("file\nrename\nfolder\n", await bridge.Process.ErrorsAsync());
    }

    [ProgramFact("perl")]
    public async Task A_writer_killed_before_the_new_name_leaves_the_old_file_and_the_next_one_replaces_it()
    {
        await using (var first = new BridgeProcess())
        {
            await first.AskAsync($"save {File} {BridgeProcess.Hex("old")}");
        }

        await using (var killed = new BridgeProcess(before: "BEGIN { *CORE::GLOBAL::rename = sub { kill 'KILL', $$; sleep } }\n"))
        {
            await killed.Process.WriteAsync($"save {File} {BridgeProcess.Hex("new")}\n");
            Assert.Null(await killed.Process.ReadLineAsync());
        }

        Assert.Equal("old", await System.IO.File.ReadAllTextAsync(File, CancellationToken.None));
        await using var next = new BridgeProcess();
        Assert.Equal(["old"], await next.AskAsync($"read {File}"));
        Assert.Empty(await next.AskAsync($"save {File} {BridgeProcess.Hex("next")}"));
        Assert.Equal(["next"], await next.AskAsync($"read {File}"));
    }

    /// <summary>A limit of 512 bytes a file stands for a disk without space: the same write fails.</summary>
    [ProgramFact("perl")]
    public async Task A_write_that_the_system_refuses_leaves_the_old_file_and_names_the_reason()
    {
        var program = Slipway.Routers.Foundation.RouterSession.ProgramWith("");
        await using var limited = new ProgramProcess("sh", ["-c", "trap '' XFSZ; ulimit -f 1; exec perl -e \"$0\" 60", program]);
        await limited.WriteAsync($"save {File} 6f6c64\n");
        Assert.Equal(".", await limited.ReadLineAsync());

        await limited.WriteAsync($"save {File} {BridgeProcess.Hex(new string('x', 5000))}\n");

        Assert.Equal($"! {File}.new: File too large ", await limited.ReadLineAsync());
        Assert.Equal("old", await System.IO.File.ReadAllTextAsync(File, CancellationToken.None));
    }

    [ProgramFact("perl")]
    public async Task Requests_of_a_line_are_done_in_order_until_one_fails()
    {
        await using var bridge = new BridgeProcess("sub on_say { return \"$_[0]\\n\" }\n");

        Assert.Equal(["one", "two"], await bridge.AskAsync("say one", "say two"));
        Assert.Equal("unknown request 'nonsense'", await bridge.RefusalAsync($"save {File} 41", "nonsense", $"save {File}2 41"));
        Assert.Equal([File], Directory.GetFiles(folder.Path));
    }

    [ProgramTheory("perl")]
    [InlineData(" ", "unknown request ''")]
    [InlineData("save", "")]
    [InlineData("read", "no path")]
    [InlineData("ask", "")]
    [InlineData("save {0}/none/file 41", "{0}/none/file.new: No such file or directory")]
    [InlineData("save {0}/file 4", "no hexadecimal digits")]
    [InlineData("save {0}/file 4g", "no hexadecimal digits")]
    [InlineData("save {0}/file \u00ff\u00fe", "no hexadecimal digits")]
    [InlineData("read {0}/folder", "{0}/folder: Is a directory")]
    [InlineData("ask {0}/none.sock GET / ", "the proxy's own socket does not answer: No such file or directory")]
    [InlineData("rm\u00e9 -rf /", "unknown request 'rm\u00e9'")]
    [InlineData("die", "unknown request 'die'")]
    [InlineData("main::slurp /etc/passwd", "unknown request 'main::slurp'")]
    public async Task What_can_not_be_done_is_one_line_of_refusal_and_the_conversation_goes_on(string request, string reason)
    {
        folder.Sub("folder");
        await using var bridge = new BridgeProcess();

        var refusal = await bridge.RefusalAsync(request.Replace("{0}", folder.Path, StringComparison.Ordinal));

        Assert.Contains(reason.Replace("{0}", folder.Path, StringComparison.Ordinal), refusal, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
        Assert.Empty(await bridge.AskAsync($"save {File} 41"));
    }

    /// <summary>What was on its way when a client died would be a file that is cut off at any place.</summary>
    [ProgramFact("perl")]
    public async Task Half_a_line_of_a_client_that_died_is_not_done()
    {
        await System.IO.File.WriteAllTextAsync(File, "whole", CancellationToken.None);
        await using var bridge = new BridgeProcess();

        await bridge.Process.WriteAsync($"save {File} {BridgeProcess.Hex("half")}");
        bridge.Process.CloseInput();

        Assert.Equal(0, await bridge.Process.EndAsync());
        Assert.Equal("", await bridge.Process.ReadToEndAsync());
        Assert.Equal("whole", await System.IO.File.ReadAllTextAsync(File, CancellationToken.None));
    }

    [ProgramFact("perl")]
    public async Task A_web_server_on_a_socket_gets_the_body_and_its_failures_are_the_reasons()
    {
        var path = folder.Of("control.sock");
        await using var server = SocketServer.At(path, asked => asked.Split(' ')[1] switch
        {
            "/good" => "HTTP/1.1 200 OK\r\n\r\nyes\r\n\r\nmore",
            "/bad" => "HTTP/1.1 400 Bad Request\r\n\r\nit makes no sense",
            "/empty" => "HTTP/1.1 503 Busy\r\n\r\n",
            _ => "",
        });
        await using var bridge = new BridgeProcess();

        Assert.Equal(["yes", "", "more"], await bridge.AskAsync($"ask {path} POST /good {BridgeProcess.Hex(Bytes)}"));
        Assert.Equal($"POST /good HTTP/1.0\r\nHost: router\r\nContent-Length: 256\r\n\r\n{Bytes}", server.Asked[0]);
        Assert.Equal("it makes no sense", await bridge.RefusalAsync($"ask {path} GET /bad "));
        Assert.Equal("status 503", await bridge.RefusalAsync($"ask {path} GET /empty "));
        Assert.Equal("the proxy ended the conversation without an answer", await bridge.RefusalAsync($"ask {path} GET /silent "));
    }

    [ProgramFact("perl")]
    public async Task It_ends_with_its_input_and_for_want_of_a_request()
    {
        await using var closed = new BridgeProcess();
        closed.Process.CloseInput();
        await using var silent = new BridgeProcess(silence: 1);

        Assert.Equal(0, await closed.Process.EndAsync());
        Assert.NotEqual(0, await silent.Process.EndAsync());
    }
}
