using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A plan that ran to its end.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Steps">What was done, in order; a follow-up that was left to the next command is missing.</param>
/// <param name="Took">The whole run.</param>
public sealed record CompletedRun(Plan Plan, IReadOnlyList<CompletedStep> Steps, TimeSpan Took)
{
    /// <summary>What went wrong and changed nothing, such as a hook that failed after the switch. Default none.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The newest result of this kind; null when no step had one.</summary>
    /// <typeparam name="TResult">What is looked for.</typeparam>
    public TResult? Result<TResult>()
        where TResult : StepResult => Steps.Select(step => step.Result).OfType<TResult>().LastOrDefault();
}
