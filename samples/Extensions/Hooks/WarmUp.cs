using Slipway.Applications;
using Slipway.Execution;
using Slipway.Hosts;
using Slipway.Steps;

namespace Extensions.Hooks;

/// <summary>
/// Asks every replica of the new version for a few pages before the first client does, so that nobody meets an empty cache. A page that is
/// not there, or does not come in time, fails the release while the old version has all the traffic.
/// </summary>
/// <param name="paths">For example <c>/</c> and <c>/products</c>; of each service, those that begin with its route.</param>
public sealed class WarmUp(params IReadOnlyList<string> paths) : Hook
{
    private static readonly TimeSpan OnePage = TimeSpan.FromSeconds(10);

    public override string Name => "warm-up";

    public override TimeSpan Limit => TimeSpan.FromMinutes(2);

    public override IEnumerable<HookPoint> Points => [HookPoint.Before<ShiftTraffic>()];

    public override async Task RunAsync(HookContext context, CancellationToken cancellationToken)
    {
        // An undo and a recovery shift traffic too; a later share of a canary finds its replicas warm.
        var isFirst = context.Run.Steps.All(step => step.Step is not ShiftTraffic);
        if (context is not { IsUndo: false, Plan.Slot: { } slot } || !isFirst || ((ShiftTraffic)context.Step!).To.Share(slot) == 0)
        {
            return;
        }

        foreach (var replica in SlotContainers.Replicas(context.Target.Application, slot))
        {
            foreach (var path in paths.Where(path => replica.Route.Covers(replica.Route.Host, path)))
            {
                await AskAsync(context.Target, replica, path, cancellationToken);
            }
        }
    }

    private static async Task AskAsync(StepContext target, Replica replica, string path, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Host"] = replica.Route.Host ?? target.Application.Name };
        var answer = await target.Probe.GetAsync(replica.Container, replica.Route.Port, path, headers, OnePage, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new InvalidOperationException($"{replica.Container} answers {path} with {answer}");
        }
    }
}
