using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Bench;

/// <summary>Requests lost while traffic moves, under a load that does not wait for answers and sends nothing twice.</summary>
internal static class LossFigures
{
    private const int Rate = 500;
    private const int Switches = 10;
    private const int Rollbacks = 5;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static async Task<Figure> SwitchesAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var router = workspace.OpenRouter();
        var result = await UnderLoadAsync(workspace, Switches, async () =>
        {
            var live = (await router.ObserveAsync(cancellationToken)).Split.Only
                ?? throw new InvalidOperationException("Both slots have traffic: there is nothing to switch.");
            await router.ShiftAsync(Split.All(live.Other()), cancellationToken);
        }, cancellationToken);
        return Show(
            $"Requests lost in {Switches} switches under {Rate} requests a second, half of them on kept connections, half on fresh ones",
            result, Switches);
    }

    public static async Task<Figure> RollbacksAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var result = await UnderLoadAsync(workspace, Rollbacks, () => ProcessFigures.RollBackAsync(workspace, cancellationToken),
            cancellationToken);
        return Show($"Requests lost in {Rollbacks} rollbacks, whole processes, under the same load", result, Rollbacks);
    }

    private static async Task<ProbeResult> UnderLoadAsync(
        Workspace workspace, int times, Func<Task> change, CancellationToken cancellationToken)
    {
        // One request in twenty is still under way when the traffic moves.
        var options = new ProbeOptions
        {
            BaseAddress = workspace.Address, Rate = Rate, Paths = [new ProbeRequest("/version.json", Weight: 19), "/slow?ms=500"],
        };
        var probe = OpenLoopProbe.Start(options, workspace.Time);
        try
        {
            for (var time = 0; time < times; time++)
            {
                await Task.Delay(Between, workspace.Time, cancellationToken);
                await change();
            }

            await Task.Delay(Between, workspace.Time, cancellationToken);
        }
        catch
        {
            await probe.StopAsync(CancellationToken.None);
            throw;
        }

        return await probe.StopAsync(cancellationToken);
    }

    private static Figure Show(string what, ProbeResult result, int runs)
    {
        var reasons = string.Join("; ", result.Reasons.Select(reason => $"{reason.Value} × {reason.Key}"));
        return new Figure(what, $"{result.Failed} of {result.Sent:N0}{(result.Failed == 0 ? "" : $" ({reasons})")}", runs) { Aim = "0" };
    }
}
