using System.Globalization;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>
/// Asks every container of a slot's services before it gets traffic, past the router, which counts none of it. What a new version is
/// compared with is asked in the same way at the same time.
/// </summary>
/// <param name="Slot">Whose traffic is to grow.</param>
/// <param name="Settings">What is asked, and how often.</param>
/// <param name="Compared">The slot that it is compared with; null (the default): with none.</param>
public sealed record WarmUp(Slot Slot, WarmUpSettings Settings, Slot? Compared = null) : Step
{
    private const double Steady = 0.9;

    /// <inheritdoc/>
    public override string Describe() =>
        $"Warm up the {Slot.Label()} slot{(Compared is { } other ? $", and as much the {other.Label()} one" : "")}";

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        Slot[] slots = Compared is { } compared ? [Slot, compared] : [Slot];
        var asked = await Task.WhenAll(slots.Select(slot => AskAsync(context, slot, cancellationToken)));
        return asked.SelectMany(one => one).ToList() is { Count: > 0 } all ? new Remark(string.Join("; ", all)) : null;
    }

    private async Task<IReadOnlyList<string>> AskAsync(StepContext context, Slot slot, CancellationToken cancellationToken)
    {
        var containers = await context.Engine.Containers.ListAsync(
            context.Names.With((ResourceNames.SlotLabel, slot.Label())), cancellationToken);
        List<Replica> replicas = [.. containers.Where(container => container.IsAlive).Select(Replica.Of).OfType<Replica>()];
        var routes = new RoutingTable([.. replicas.Select(replica => replica.Route).Distinct()]).InOrder();
        var paths = Settings.Paths.Count > 0
            ? Settings.Paths
            : [.. VersionQuestion.Of(context.Application).Select(question => question.Path), .. context.Application.Verification.Paths];
        var byService = paths.Select(path => (Path: path, Route: routes.FirstOrDefault(route => route.Covers(route.Host, path))))
            .Where(asked => asked.Route is not null).ToLookup(asked => asked.Route!.Service, asked => asked.Path, StringComparer.Ordinal);
        var told = await Task.WhenAll(replicas.Select(replica =>
            AskAsync(context, replica, [.. byService[replica.Route.Service]], cancellationToken)));
        return [.. told.OfType<string>()];
    }

    private async Task<string?> AskAsync(
        StepContext context, Replica replica, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var (start, count) = (context.Time.GetTimestamp(), 0);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = replica.Route.Host ?? context.Application.Name };
        (TimeSpan? first, TimeSpan last) = (null, TimeSpan.Zero);
        foreach (var path in Settings.Requests > 0 ? paths : [])
        {
            (TimeSpan? before, var steady) = (null, false);
            while (!steady && context.Time.GetElapsedTime(start) < Settings.Limit)
            {
                var round = TimeSpan.Zero;
                for (var request = 0; request < Settings.Requests && context.Time.GetElapsedTime(start) < Settings.Limit; request++)
                {
                    var asked = context.Time.GetTimestamp();
                    await context.Probe.GetAsync(
                        replica.Container, replica.Route.Port, path, headers, Settings.Limit, cancellationToken);
                    last = context.Time.GetElapsedTime(asked);
                    (round, count, first) = (round + last, count + 1, first ?? last);
                }

                steady = !Settings.UntilSteady || (before is { } earlier && round >= earlier * Steady);
                before = round;
            }
        }

        return first is null ? null : string.Create(CultureInfo.InvariantCulture,
            $"{replica.Container} {count:N0} requests, the first {first.Value.TotalMilliseconds:0} ms, the last "
            + $"{last.TotalMilliseconds:0} ms");
    }
}
