using Slipway.Keeper;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A hook at one place of a run, named as a step is; the executor runs it in its own way.</summary>
/// <param name="Hook">The hook's name.</param>
/// <param name="IsBefore">Whether it lies before the step or command.</param>
/// <param name="At">The step; null for the command.</param>
/// <param name="Command">The command of the run.</param>
internal sealed record HookPlace(string Hook, bool IsBefore, Step? At, RunKind Command) : Step
{
    public override string Describe() => $"hook {Hook}, {(IsBefore ? "before" : "after")} {At?.Describe() ?? Command.ToString()}";

    public override Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A hook is run by the executor.");
}
