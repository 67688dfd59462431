using System.Net;
using System.Net.Sockets;
using System.Text;
using Slipway.Applications;
using Slipway.Routers.Tests.Stages;
using Slipway.Routing;

namespace Slipway.Routers.Tests.Conformance;

/// <summary>
/// What a request or an answer begins with gets through as it is: heads as large as 64 kB, and every legal spelling of a URL.
/// </summary>
public abstract class HeadConformance(RouterKind kind) : RouterConformance(kind)
{
    /// <summary>Legal by RFC 3986, and odd.</summary>
    private static readonly string[] Targets =
    [
        "/", "/?", "/a?", "/%2F", "/a%2Fb", "/a%2fb", "/a%20b", "/a+b?c+d=e+f", "//", "//a", "/a//b///c", "/a;b=1;c", "/a?b;c=1;d",
        "/a/./b", "/a/../b", "/a/%2e%2e/b", "/a/%2E%2E%2Fb", "/a/..", "/%C3%BC", "/%c3%bc", "/%41%7e~", "/a?q=%00", "/a?b=c?d/e:f@g",
        "/a?x=%zz", "/a?=&&=&a=b=c", "/a?q='(1)*!$", "/a,b:c@d!$&'()*=", "/a%25b", "/a%252Fb", "/a%3Fb", "/a%23b",
        "/.well-known/x", "/a%5Cb", "/a?redirect=http://example.org/%2F?x=1", "/index.html/", "/a%0Ab", "/a[1]?b[]=2",
        $"/{new string('p', 8000)}", $"/a?{new string('q', 30_000)}",
    ];

    private static readonly string[] Larges =
    [
        $"Cookie: session={new string('c', 60_000)}\r\n",
        $"Cookie: {string.Join("; ", Enumerable.Range(0, 300).Select(number => $"c{number}={new string('v', 200)}"))}\r\n",
        string.Concat(Enumerable.Range(0, 60).Select(number => $"X-Part-{number}: {new string('v', 1000)}\r\n")),
        string.Concat(Enumerable.Range(0, 300).Select(number => $"X-Part-{number}: {new string('v', 190)}\r\n")),
    ];

    [EngineFact]
    public async Task A_request_with_a_head_of_64_kB_reaches_the_service_whole()
    {
        await using var stage = await MirrorStageAsync();
        var lost = new List<string>();
        foreach (var large in Larges)
        {
            var padded = $"{large}X-Rest: {new string('r', 65_000 - large.Length)}\r\n";
            var answer = await AskAsync(stage,
                $"GET /a HTTP/1.1\r\nHost: x\r\n{padded}Connection: close\r\n\r\n");
            if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || padded.Split("\r\n").Any(line => !Holds(answer, line)))
            {
                lost.Add($"{large[..20]}: {answer[..int.Min(answer.Length, 300)]}");
            }
        }

        Assert.Empty(lost);
    }

    [EngineFact]
    public async Task An_answer_with_a_head_of_64_kB_reaches_the_client_whole()
    {
        await using var stage = await MirrorStageAsync();
        var lost = new List<string>();
        foreach (var (name, size, times) in new[] { ("Set-Cookie", 64_000, 1), ("Set-Cookie", 4_000, 16), ("X-Part", 200, 300) })
        {
            var answer = await AskAsync(stage,
                $"GET /a HTTP/1.1\r\nHost: x\r\nX-Answer: {name} {size} {times}\r\nConnection: close\r\n\r\n");
            var found = Enumerable.Range(1, times).Count(number => Holds(answer, $"{name}: n{number}={new string('a', size)}"));
            if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || found != times)
            {
                lost.Add($"{name} {size} {times}: {found} arrived, {answer[..int.Min(answer.Length, 300)]}");
            }
        }

        Assert.Empty(lost);
    }

    [EngineFact]
    public async Task A_service_gets_an_odd_url_as_it_was_sent()
    {
        await using var stage = await MirrorStageAsync();
        var changed = new List<string>();
        foreach (var target in Targets)
        {
            var answer = await AskAsync(stage, $"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            if (!answer.Contains($"\r\n\r\nGET {target} HTTP/1.1\r\n", StringComparison.Ordinal))
            {
                var line = answer.Split("\r\n\r\n") is [_, var got, ..] ? got.Split("\r\n")[0] : answer.Split("\r\n")[0];
                changed.Add($"{target[..int.Min(target.Length, 80)]} -> {line[..int.Min(line.Length, 80)]}");
            }
        }

        Assert.Empty(changed);
    }

    private static bool Holds(string answer, string line) => answer.Contains(line, StringComparison.OrdinalIgnoreCase);

    private async Task<Stage> MirrorStageAsync()
    {
        var stage = await NewStageAsync();
        await stage.StartAsync(Slot.Blue, TestBackend.Mirroring, Token);
        await stage.AdmitAsync(Slot.Blue, Token);
        await stage.Router.ShiftAsync(Split.All(Slot.Blue), Token);
        return stage;
    }

    /// <summary>The bytes that come back until the connection is closed.</summary>
    private async Task<string> AskAsync(Stage stage, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, stage.Address.Port, Token);
        await using var stream = socket.GetStream();
        var answer = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Token);
            await stream.CopyToAsync(answer, Token);
        }
        catch (IOException)
        {
            // A proxy that refuses a head does not read its end, and what it said before may have arrived.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
