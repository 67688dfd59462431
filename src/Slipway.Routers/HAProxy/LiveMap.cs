using System.Globalization;
using Slipway.Releases;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// The map that decides every request: which share of them goes to green, whether the maintenance page is on, which slots the preview
/// header may name. One number decides the slot for all services, so a switch is one atomic change.
/// </summary>
internal sealed record LiveMap(Split Split, bool Maintenance, IReadOnlySet<Slot> Admitted)
{
    public const string Path = "/var/lib/slipway/live.map";
    public const string ShareKey = "green-percent";
    public const string MaintenanceKey = "maintenance";
    private const int NoRelease = -1;

    public static LiveMap Initial { get; } = new(Split.None, Maintenance: false, new HashSet<Slot>());

    public static string AdmittedKey(Slot slot) => slot == Slot.Blue ? "admitted-blue" : "admitted-green";

    public LiveMap WithAdmitted(Slot slot, bool admitted) =>
        this with { Admitted = admitted ? new HashSet<Slot>([.. Admitted, slot]) : new HashSet<Slot>(Admitted.Where(other => other != slot)) };

    public IReadOnlyList<(string Key, int Value)> Entries() =>
    [
        (ShareKey, Split == Split.None ? NoRelease : Split.Green),
        (MaintenanceKey, Maintenance ? 1 : 0),
        (AdmittedKey(Slot.Blue), Admitted.Contains(Slot.Blue) ? 1 : 0),
        (AdmittedKey(Slot.Green), Admitted.Contains(Slot.Green) ? 1 : 0),
    ];

    /// <summary>The durable file, which the proxy reads when it starts.</summary>
    public string ToFile() => string.Concat(Entries().Select(entry => $"{entry.Key} {entry.Value.ToString(CultureInfo.InvariantCulture)}\n"));

    /// <summary>Reads what <c>show map</c> answers: an address, a key and a value a line.</summary>
    /// <exception cref="RouterException">A key is missing or no number.</exception>
    public static LiveMap FromAnswer(IReadOnlyList<string> lines)
    {
        var values = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 3)
            .ToDictionary(fields => fields[1], fields => fields[2], StringComparer.Ordinal);
        var share = Read(ShareKey, NoRelease, 100);
        return new LiveMap(
            share == NoRelease ? Split.None : Split.Weighted(Slot.Green, share),
            Read(MaintenanceKey, 0, 1) == 1,
            new HashSet<Slot>(Enum.GetValues<Slot>().Where(slot => Read(AdmittedKey(slot), 0, 1) == 1)));

        int Read(string key, int least, int most) =>
            values.TryGetValue(key, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw new RouterException($"The proxy's map has no good entry {key}; it answered: {string.Join(" | ", lines)}");
    }
}
