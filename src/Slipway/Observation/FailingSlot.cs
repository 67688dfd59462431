using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Observation;

/// <summary>A slot that is kept for a rollback and whose containers end again and again, while nobody looks.</summary>
internal static class FailingSlot
{
    /// <summary>A container that ended once or twice in all its time may have been unlucky.</summary>
    private const int Often = 3;

    /// <summary>A sentence that says which of them do; null when none does.</summary>
    /// <param name="slot">One without traffic.</param>
    public static string? Describe(SlotState slot)
    {
        string[] failing = [.. slot.Containers.Where(Fails).Select(container => $"{container.Name} ({HowOften(container)})")];
        return failing.Length == 0 ? null
            : $"The release in the {slot.Slot.Label()} slot, which a rollback would go back to, does not hold: "
                + $"{string.Join(", ", failing)}. `docker logs {slot.Containers.First(Fails).Name}` says why.";
    }

    private static bool Fails(ContainerState container) =>
        container.Status == ContainerStatus.Restarting || (container.Status == ContainerStatus.Running && container.Restarts >= Often);

    private static string HowOften(ContainerState container) =>
        $"has ended {(container.Restarts == 1 ? "once" : $"{container.Restarts} times")}{container.WhyKilled}";
}
