using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Observation;

/// <summary>Why no request comes through to the application.</summary>
/// <param name="Part">What it is that does not let them through: <c>router</c> or <c>edge</c>.</param>
/// <param name="State">How that is, to follow it: <c>does not run</c>.</param>
/// <param name="Mend">What brings it back: a sentence.</param>
public sealed record ClosedDoor(string Part, string State, string Mend)
{
    /// <summary>To follow "but": <c>its router does not run</c>.</summary>
    public string Reason => $"its {Part} {State}";

    /// <summary>
    /// What starts what should run and does not: a sentence. To shift the traffic to where it goes is to do that and nothing else.
    /// </summary>
    /// <param name="live">The slot that is live; null before the first release.</param>
    public static string StartedBy(Slot? live) => Done(live, "starts it", "start it");

    /// <summary>What the containers show that requests come through, of which one does not answer.</summary>
    /// <param name="doors">The router, and the edge where there is one.</param>
    /// <param name="live">The slot of what is recorded as live; null before the first release.</param>
    internal static ClosedDoor Of(IReadOnlyList<ContainerState> doors, Slot? live)
    {
        var closed = doors.FirstOrDefault(door => door.Status != ContainerStatus.Running);
        var part = closed?.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.EdgeRole ? "edge" : "router";
        return closed switch
        {
            { Status: ContainerStatus.Paused } => new(part, "is paused", Done(live, "lets it go on", "let it go on")),
            { Status: ContainerStatus.Restarting } => new(part, "ends again and again", $"`docker logs {closed.Name}` says why."),
            null when doors.Count > 0 => new(part, "does not answer", Done(live, "brings it back", "bring it back")),
            _ => new(part, "does not run", Done(live, "starts it", "start it")),
        };
    }

    private static string Done(Slot? live, string one, string both) => live is { } slot
        ? $"`SwitchTraffic --to-slot {slot.Label()}` {one} and does nothing else; `Deploy` and `Rollback` {both} before their own work."
        : $"`Deploy` {one}, and releases.";
}
