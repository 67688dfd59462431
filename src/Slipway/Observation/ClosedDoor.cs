using Slipway.Containers;
using Slipway.Hosts;

namespace Slipway.Observation;

/// <summary>Why no request comes through to the application.</summary>
/// <param name="Part">What it is that does not let them through: <c>router</c> or <c>edge</c>.</param>
/// <param name="State">How that is, to follow it: <c>does not run</c>.</param>
/// <param name="Mend">What brings it back: a sentence.</param>
public sealed record ClosedDoor(string Part, string State, string Mend)
{
    /// <summary>To follow "but": <c>its router does not run</c>.</summary>
    public string Reason => $"its {Part} {State}";

    /// <summary>What the containers show that requests come through, of which one does not answer.</summary>
    /// <param name="doors">The router, and the edge where there is one.</param>
    internal static ClosedDoor Of(IReadOnlyList<ContainerState> doors)
    {
        var closed = doors.FirstOrDefault(door => door.Status != ContainerStatus.Running);
        var part = closed?.Labels.GetValueOrDefault(ResourceNames.RoleLabel) == ResourceNames.EdgeRole ? "edge" : "router";
        return closed switch
        {
            { Status: ContainerStatus.Paused } => new(part, "is paused", "`Deploy` or `Rollback` lets it go on."),
            { Status: ContainerStatus.Restarting } => new(part, "ends again and again", $"`docker logs {closed.Name}` says why."),
            null when doors.Count > 0 => new(part, "does not answer", "`Deploy` or `Rollback` brings it back."),
            _ => new(part, "does not run", "`Deploy` or `Rollback` starts it."),
        };
    }
}
