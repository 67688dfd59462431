using System.Globalization;
using System.Text;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Tests.Plans;

/// <summary>A state, a request and the plan made from them, as text that a person can approve.</summary>
internal static class Transcript
{
    public static string Of(Application application, ObservedState state, params ReadOnlySpan<Plan?> plans)
    {
        var text = new StringBuilder("State\n");
        text.Append(CultureInfo.InvariantCulture,
            $"  router {(state.Router.Running ? "runs" : "does not run")}, traffic to "
                + $"{state.Router.Split}{(state.Router.Maintenance ? ", behind a maintenance page" : "")}\n");
        foreach (var slot in Enum.GetValues<Slot>())
        {
            text.Append(CultureInfo.InvariantCulture, $"  {slot.Label()}: {Content(state.In(slot))}\n");
        }

        foreach (var record in state.Releases)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  recorded: release {record.Number}, version {record.Version}, "
                    + $"{record.Slot.Label()}{(record.Restores is { } earlier ? $", restores {earlier}" : "")}\n");
        }

        if (state.Interrupted is { } interrupted)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {interrupted}\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"  live: {state.LiveRelease?.Number.ToString(CultureInfo.InvariantCulture) ?? "no recorded release"}, policy: "
                + $"{application.Retire}\n");
        foreach (var plan in plans)
        {
            Append(text, plan);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Plan? plan)
    {
        if (plan is null)
        {
            text.Append("\nNo plan\n");
            return;
        }

        var restores = plan.Release.Restores is { } earlier ? $", restores {earlier}" : "";
        text.Append(CultureInfo.InvariantCulture,
            $"\n{plan.Kind} of release {plan.Release.Number}, version {plan.Release.Version}{restores}, slot "
                + $"{plan.Slot?.Label() ?? "none"}{(plan.Outcome == RunOutcome.Released ? "" : $", ends {plan.Outcome}")}\n");
        Append(text, plan.Steps);
        if (plan.FollowUp.Count > 0)
        {
            text.Append("Then, without a way back\n");
            Append(text, [.. plan.FollowUp]);
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<PlannedStep> steps)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {index + 1,2}. {steps[index].Do.Describe()}\n");
            if (steps[index].Undo is { } undo)
            {
                text.Append(CultureInfo.InvariantCulture, $"        undo: {undo.Describe()}\n");
            }
        }
    }

    private static string Content(SlotState slot) => slot.IsEmpty
        ? "empty"
        : $"release {slot.Release?.ToString(CultureInfo.InvariantCulture) ?? "(mixture)"}: "
        + string.Join(", ", slot.Containers.Select(container => $"{container.Labels[ResourceNames.WorkloadLabel]} {container.Status}"));
}
