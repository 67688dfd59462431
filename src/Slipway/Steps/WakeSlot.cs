using Slipway.Releases;

namespace Slipway.Steps;

/// <summary>
/// Makes sure that a release which is still in its slot runs there, as a rollback needs it. Its undo leaves the slot as it is: it was there before.
/// </summary>
public sealed record WakeSlot(Slot Slot, ReleaseRequest Request) : Step
{
    public override string Describe() => $"Make sure that release {SlotContainers.Content(Request)} runs in the {Slot.Label()} slot";

    public override Task<string?> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        new StartSlot(Slot, Request).RunAsync(context, cancellationToken);
}
