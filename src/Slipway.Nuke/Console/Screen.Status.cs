using Slipway.Observation;
using Slipway.Reporting;
using Slipway.Routing;

namespace Slipway.Nuke.Console;

/// <summary>What is so on a target now.</summary>
public sealed partial class Screen
{
    internal void Write(StatusReport? status, string application)
    {
        if (status is null)
        {
            Say($"{application} was never released here.");
            return;
        }

        var state = status.State;
        Say(status.DescribeLive());
        if (status.Interrupted is not null && status.Answers)
        {
            Say("It answers: the router sees all of its services up.");
        }

        if (state.Router.Drift is { } drift)
        {
            Say($"{drift}. `Deploy` moves it there.");
        }

        if (state.Router.CertificateRenewed)
        {
            Say("Another certificate is given than the router has. `Deploy` brings it into force.");
        }

        if (status.Stopped is { Count: > 0 } stopped)
        {
            Say(
                $"Stopped, though it should run: {string.Join(", ", stopped)}. "
                    + (status.Paused is null
                        ? ClosedDoor.StartedBy(state.Live ?? (state.Releases is [.., var newest] ? newest.Slot : null))
                        : "`PromoteCanary` and `AbortCanary` start it before their own work."));
        }

        if (status.Faults.Count > 0)
        {
            Say($"The description here has faults, and `Deploy` refuses it: {string.Join("; ", status.Faults)}");
        }

        foreach (var sentence in status.SharedDrift.Concat(status.FailingWarm is { } failing ? [failing] : Array.Empty<string>()))
        {
            Say(sentence);
        }

        if (status.Queued is { } queued)
        {
            Say(queued);
        }

        if (state.Router.Maintenance)
        {
            Say($"The maintenance page is on: {(status.Queued is null ? "nobody is served" : "it is seen once the wait is over")}. "
                + "`Maintenance --off` takes it away.");
        }

        if (status.Waiting is { } waiting)
        {
            Say(waiting);
        }

        if (status.Holder is { } holder)
        {
            Say($"Under way: {holder.Command} by {holder.By} since {holder.Since:HH:mm:ss} UTC");
        }

        if (status.Interrupted is { } interrupted)
        {
            Say($"Interrupted: {interrupted}. {status.WhatBecomesOfIt}");
        }

        if (status.MigratedAhead is { } ahead)
        {
            Say(ahead);
        }

        List<string[]> rows =
        [
            .. new[] { Slot.Blue, Slot.Green }.SelectMany(slot => state.In(slot).Containers.Select(container => new[]
            {
                slot.Label(), status.DescribeRelease(slot, container), container.Name, status.Describe(slot, container),
                // No request comes to a worker.
                StatusReport.IsWorker(container)
                    ? ""
                    : $"{state.Router.Split.Share(slot)} %{(state.Router.Up.Contains(slot) ? "" : ", down")}",
            })),
        ];
        string[] columns = ["Slot", "Release", "Container", "State", "Traffic"];
        if (WidthOf(columns, rows) > console.Profile.Width)
        {
            foreach (var row in rows)
            {
                Say($"{row[0]}: release {row[1]}{(row[4].Length > 0 ? $", traffic {row[4]}" : "")}", indent: "  ");
                Say($"{row[2]}: {row[3]}", "  ", "    ");
            }

            return;
        }

        var table = Table(columns);
        rows.ForEach(row => Row(table, row));
        Write(table);
    }
}
