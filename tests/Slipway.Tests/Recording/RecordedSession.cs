using System.Text;
using Slipway.Containers;
using Slipway.Keeper;

namespace Slipway.Tests.Recording;

/// <summary>
/// The keeper's side of a held session: what keeper.pl does, in memory. The lock is free when the session is closed or its process died.
/// </summary>
internal sealed class RecordedSession(RecordingTarget target, Fate fate) : IContainerSession
{
    private string? reply;
    private bool ended;

    public string StandardError => "";

    /// <summary>The state volume of its keeper. Default the target's own.</summary>
    public RecordedFiles Files { get; init; } = target.Files;

    public bool Open => !ended && !fate.Dead;

    /// <summary>The keeper ends the conversation, as it does with a client that was silent for too long.</summary>
    public void End() => ended = true;

    public Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        fate.Live();
        if (ended)
        {
            throw new IOException("broken pipe");
        }

        try
        {
            var words = line.Split(' ');
            if (target.EndsConversation?.Invoke(words) == true)
            {
                End();
                return Task.CompletedTask;
            }

            reply = Handle(words);
        }
        catch (ReplyLostException)
        {
            // A held conversation can lose a reply only by ending.
            End();
        }
        catch (SlipwayException error)
        {
            reply = $"ERROR {Encode(error.Message)}";
        }

        return Task.CompletedTask;
    }

    public Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        fate.Live();
        return Task.FromResult(ended ? null : reply);
    }

    public ValueTask DisposeAsync()
    {
        ended = true;
        return ValueTask.CompletedTask;
    }

    private string Handle(string[] words)
    {
        switch (words[0])
        {
            case "LOCK" when target.LockHeld:
                return $"BUSY {Encode(target.Locked!.Value.Holder)}";
            case "LOCK":
                target.Act(fate, "lock", () => target.Locked = (this, Decode(words[1])));
                return "OK";
            case "UNLOCK":
                target.Locked = null;
                return "OK";
            case "HOLDER":
                return target.LockHeld ? $"OK {Encode(target.Locked!.Value.Holder)}" : "NONE";
            case "APPEND":
                var line = Decode(words[2]);
                Change($"journal {Summary(line)}", () => Files.Append(words[1], $"{line}\n"));
                return "OK";
            case "PUT":
                Change($"put {words[1]}", () => Files[words[1]] = Decode(words[3]));
                return "OK";
            case "REMOVE":
                Change($"remove file {words[1]}", () => Files.Remove(words[1]));
                return "OK";
            case "GET":
                return target.Look(fate, () => Files.Find(words[1]) is { } content ? $"OK {Encode(content)}" : "NONE");
            case "LIST":
                var prefix = $"{words[1]}/";
                return target.Look(fate, () => string.Join(' ', Files.Keys
                    .Where(file => file.StartsWith(prefix, StringComparison.Ordinal)).Select(file => file[prefix.Length..]).Prepend("OK")));
            case "EXCHANGE":
                return target.Look(fate, () => Exchange(words[1], words[2], Decode(words[4])));
            default:
                return "OK";
        }
    }

    private void Change(string effect, Action change)
    {
        if (target.Locked?.Session != this)
        {
            throw new KeeperRefusedException("not the lock's holder");
        }

        target.Act(fate, effect, change);
    }

    private string Exchange(string host, string port, string request)
    {
        var lines = request.Split("\r\n");
        target.Asked.Add($"{port} {lines[0].Split(' ')[1]}");
        var headers = lines.Skip(1).Where(line => line.Length > 0)
            .ToDictionary(line => line[..line.IndexOf(':', StringComparison.Ordinal)],
                line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        try
        {
            var (status, body) = target.Ask(host, headers, lines[0].Split(' ')[1]);
            return $"END {Encode($"HTTP/1.1 {status} X\r\n\r\n{body}")}";
        }
        catch (IOException error)
        {
            return $"FAILED {Encode(error.Message)}";
        }
    }

    private static string Summary(string line)
    {
        var entry = JournalEntry.ReadAll(line)[0];
        return string.Join(' ',
            new[] { entry.Run.ToString(), entry.Kind.ToString(), entry.Step, entry.Outcome?.ToString() }.OfType<string>());
    }

    private static string Encode(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string hex) => Encoding.UTF8.GetString(Convert.FromHexString(hex));
}
