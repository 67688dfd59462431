using System.Globalization;
using System.Text;
using Slipway.Routers.Foundation;

namespace Slipway.Routers.Tests.Programs;

/// <summary>What <see cref="RouterSession"/> runs in a router's container, as a process of this machine.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    /// <param name="verbs">The further requests of a proxy.</param>
    /// <param name="folder">Where the container's folders are; null: the program names none.</param>
    /// <param name="before">Perl that is compiled before all of it: where it is to be killed, what is to be traced.</param>
    /// <param name="silence">After how many seconds without a request it ends.</param>
    /// <param name="path">The PATH it gets.</param>
    public BridgeProcess(string verbs = "", ProgramFolder? folder = null, string before = "", int silence = 60, string? path = null)
    {
        var program = RouterSession.ProgramWith(verbs);
        Process = new ProgramProcess(
            "perl",
            ["-e", before + (folder?.Place(program) ?? program), silence.ToString(CultureInfo.InvariantCulture)],
            path);
    }

    public ProgramProcess Process { get; }

    /// <summary>A line of requests, and the lines of their answer; of a refusal the one line "! reason", as it was sent.</summary>
    public async Task<IReadOnlyList<string>> AskAsync(params string[] requests)
    {
        await Process.WriteAsync(string.Join('\t', requests) + '\n');
        var lines = new List<string>();
        while (true)
        {
            switch (await Process.ReadLineAsync())
            {
                case ".":
                    return lines;
                case ['!', ..] refusal:
                    return [refusal];
                case [' ', .. var line]:
                    lines.Add(line);
                    break;
                case var other:
                    Assert.Fail($"It answered \"{other}\" and says {(other is null ? await Process.ErrorsAsync() : "nothing else")}");
                    break;
            }
        }
    }

    /// <summary>The reason for which a request is refused.</summary>
    public async Task<string> RefusalAsync(params string[] requests)
    {
        var answer = await AskAsync(requests);
        Assert.True(answer is [['!', ' ', ..]], string.Join('\n', answer));
        return answer[0][2..].TrimEnd();
    }

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.Latin1.GetBytes(text));

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
