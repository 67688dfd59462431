using System.Globalization;
using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// The map that decides every request: which share of them goes to green, whether the maintenance page is on, which slots the preview
/// header may name. One number decides the slot for all services, so a switch is one atomic change.
/// </summary>
internal sealed record LiveMap(Split Split, bool Maintenance, IReadOnlySet<Slot> Admitted, long HoldUntil, int Generation)
    : IProxyState<LiveMap>
{
    public const string Path = ProxyImage.Folder + "/live.map";
    public const string SplitKey = "split";
    public const string MaintenanceKey = "maintenance";
    public const string GenerationKey = "generation";
    public const string HoldKey = "hold-until";

    /// <summary>
    /// The split is one number, so that it changes at once: green's percentage, and a thousand or two when there is a canary.
    /// </summary>
    public const int CanaryUnit = 1000;
    private const int NoRelease = -1;

    public static LiveMap Initial { get; } = new(Split.None, Maintenance: false, new HashSet<Slot>(), HoldUntil: 0, Generation: 1);

    public static string AdmittedKey(Slot slot) => slot == Slot.Blue ? "admitted-blue" : "admitted-green";

    public bool IsAdmitted(Slot slot) => Admitted.Contains(slot);

    public LiveMap With(Split split) => this with { Split = split };

    public LiveMap WithMaintenance(bool on) => this with { Maintenance = on };

    public LiveMap With(SlotAdmission admission) => this with { Admitted = new HashSet<Slot>([.. Admitted, admission.Slot]) };

    public LiveMap Without(Slot slot) => this with { Admitted = new HashSet<Slot>(Admitted.Where(other => other != slot)) };

    /// <summary>What <see cref="CanaryUnit"/> is multiplied by when marked requests go to this slot.</summary>
    public static int CanaryCode(Slot slot) => slot == Slot.Blue ? 1 : 2;

    public IReadOnlyList<(string Key, long Value)> Entries() =>
    [
        (SplitKey, Split == Split.None ? NoRelease : Split.Green + (Split.Canary is { } canary ? CanaryCode(canary) * CanaryUnit : 0)),
        (MaintenanceKey, Maintenance ? 1 : 0),
        (AdmittedKey(Slot.Blue), Admitted.Contains(Slot.Blue) ? 1 : 0),
        (AdmittedKey(Slot.Green), Admitted.Contains(Slot.Green) ? 1 : 0),
        (HoldKey, HoldUntil),
        (GenerationKey, Generation),
    ];

    /// <summary>The durable file, which the proxy reads when it starts.</summary>
    public string ToFile() =>
        string.Concat(Entries().Select(entry => $"{entry.Key} {entry.Value.ToString(CultureInfo.InvariantCulture)}\n"));

    /// <summary>Reads what <c>show map</c> answers: an address, a key and a value a line.</summary>
    /// <exception cref="RouterException">A key is missing or no number.</exception>
    public static LiveMap FromAnswer(IReadOnlyList<string> lines)
    {
        var values = lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length == 3)
            .ToDictionary(fields => fields[1], fields => fields[2], StringComparer.Ordinal);
        var split = (int)Read(SplitKey, NoRelease, (CanaryCode(Slot.Green) * CanaryUnit) + 100);
        return new LiveMap(
            ToSplit(split),
            Read(MaintenanceKey, 0, 1) == 1,
            new HashSet<Slot>(Enum.GetValues<Slot>().Where(slot => Read(AdmittedKey(slot), 0, 1) == 1)),
            Read(HoldKey, 0, long.MaxValue),
            (int)Read(GenerationKey, 1, int.MaxValue));

        long Read(string key, long least, long most) =>
            values.TryGetValue(key, out var text)
            && long.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
                ? value
                : throw new RouterException($"The proxy's map has no good entry {key}; it answered: {string.Join(" | ", lines)}");
    }

    private static Split ToSplit(int value) => Math.DivRem(value, CanaryUnit) switch
    {
        (_, < 0) => Split.None,
        (0, var green) => Split.Weighted(Slot.Green, green),
        (1, var green) => Split.CanaryOf(Slot.Blue, 100 - green),
        (_, var green) => Split.CanaryOf(Slot.Green, green),
    };
}
