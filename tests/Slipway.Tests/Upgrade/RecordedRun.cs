using System.Text.Json.Nodes;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Upgrade;

/// <summary>
/// One run of the older build, killed before and after each of its effects: a folder of <c>Upgrade/Runs</c> with the journal as it was
/// written and a line for each world that a kill left, as the README there says.
/// </summary>
internal sealed class RecordedRun
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Slipway.Tests", "Upgrade", "Runs");
    private static readonly Dictionary<string, RecordedRun> Known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, RecordedWorld> worlds = new(StringComparer.Ordinal);

    private RecordedRun(string name)
    {
        var recorded = File.ReadLines(Path.Combine(Folder, name, "worlds.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        var head = recorded[0];
        var application = head["application"]!.AsObject();
        var begin = head["from"] is { } from ? Get((string)from["run"]!).worlds[(string)from["killed"]!] : null;
        var journal = begin?.Journal ?? [];
        string[] all = [.. journal, .. File.ReadAllLines(Path.Combine(Folder, name, "journal"))];
        var (state, then) = (begin?.State ?? [], new JsonObject());
        foreach (var line in recorded.Skip(1))
        {
            state = MergePatch.Apply(state, line["world"]!.AsObject());
            then = MergePatch.Apply(then, line["then"] as JsonObject ?? []);
            var killed = (string)line["killed"]!;
            var lines = all[..(int)state["journal"]!];
            var own = application.DeepClone().AsObject();
            worlds.Add(killed, new RecordedWorld($"{name}, {killed}", worlds.Count, own, state, lines, then));
        }
    }

    /// <summary>The folders' names.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    public IReadOnlyCollection<RecordedWorld> Worlds => worlds.Values;

    public static RecordedRun Get(string name)
    {
        lock (Known)
        {
            return Known.TryGetValue(name, out var run) ? run : Known[name] = new RecordedRun(name);
        }
    }
}
