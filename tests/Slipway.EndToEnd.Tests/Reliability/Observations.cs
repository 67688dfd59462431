using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Slipway.EndToEnd.Deployer;

namespace Slipway.EndToEnd.Tests.Reliability;

/// <summary>
/// What a test of a fault really saw: requests and lost ones, exit codes, versions served, what `Status` named. The means of the tests note
/// it by themselves; `Check` puts it beside the rows of <c>docs/reliability.md</c>.
/// </summary>
internal sealed class Observations
{
    private static readonly AsyncLocal<Observations?> Current = new();
    private static readonly ConcurrentDictionary<string, Observations> Tests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int requests;
    private int lost;

    private static string Folder => Path.Combine(ShopDescription.Root, "artifacts", "faults");

    /// <summary>From here on it is noted what this test sees; the cases of a theory add up.</summary>
    public static void Begin(MethodInfo test) => Current.Value = Tests.GetOrAdd(NameOf(test), _ => new Observations());

    /// <summary>Writes what the test has seen so far to a file of its name.</summary>
    public static void Save(MethodInfo test)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, $"{NameOf(test)}.txt"), Tests[NameOf(test)].ToString());
        Current.Value = null;
    }

    /// <summary>Something that a test of a fault saw, such as <c>exit code 4</c>. Does nothing in other tests.</summary>
    public static void Note(string what) => Current.Value?.counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public static void NoteExitCode(int exitCode) => Note($"exit code {exitCode.ToString(CultureInfo.InvariantCulture)}");

    public static void NoteRequests(int sent, int lost)
    {
        if (Current.Value is { } current)
        {
            Interlocked.Add(ref current.requests, sent);
            Interlocked.Add(ref current.lost, lost);
        }
    }

    /// <summary>The name that the rows bear: <c>LockTests.Lock_of_a_killed_deployer_does_not_outlive_it</c>.</summary>
    public static string NameOf(MethodInfo test) => $"{test.DeclaringType!.Name}.{test.Name}";

    public override string ToString() => string.Join("; ",
    [
        .. requests > 0 ? new[] { string.Create(CultureInfo.InvariantCulture, $"{requests} requests, {lost} lost") } : [],
        .. counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Value == 1 ? pair.Key : string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({pair.Value} times)")),
    ]);
}
