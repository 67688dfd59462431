using Slipway.Planning;
using Slipway.Steps;

namespace Slipway.Execution;

/// <summary>A plan that ran to its end.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Steps">How long each step took, in order; a follow-up that was left to the next command is missing.</param>
/// <param name="Took">The whole run.</param>
public sealed record CompletedRun(Plan Plan, IReadOnlyList<StepTiming> Steps, TimeSpan Took)
{
    /// <summary>What the step of type <typeparamref name="TStep"/> noted about its result, or null.</summary>
    public string? Detail<TStep>()
        where TStep : Step => Steps.LastOrDefault(timing => timing.Step is TStep)?.Detail;
}
