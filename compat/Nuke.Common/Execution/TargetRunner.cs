using System.Reflection;
using Serilog;
using Serilog.Events;

namespace Nuke.Common.Execution;

/// <summary>Runs the planned targets one after the other.</summary>
internal sealed class TargetRunner(NukeBuild build, BuildLog log)
{
    private volatile bool interrupted;
    private volatile bool takenOver;

    public void Run()
    {
        foreach (var target in build.ExecutionPlan)
        {
            if (takenOver)
                return;
            if (target.Status == ExecutionStatus.Skipped)
                build.OnTargetSkipped(target.Name);
            else if (IsOver && !target.AssuredAfterFailure)
                target.Status = ExecutionStatus.NotRun;
            else if (target.Status == ExecutionStatus.Scheduled)
                Run(target);
        }
    }

    /// <summary>
    /// Ctrl+C: the running target counts as aborted, assured ones run, the others never will. When a component holds the
    /// signal back to undo what it began, its target ends in its own time and the plan goes on from there.
    /// </summary>
    public void Interrupt(bool heldBack)
    {
        interrupted = true;
        if (heldBack)
            return;
        takenOver = true;
        foreach (var target in build.RunningTargets)
            target.Stop(ExecutionStatus.Aborted);
        foreach (var target in build.ScheduledTargets.Where(target => !target.AssuredAfterFailure))
            target.Status = ExecutionStatus.NotRun;
        foreach (var target in build.ScheduledTargets)
            Run(target);
    }

    /// <summary>Nothing may run: what was still to come did not.</summary>
    public void GiveUp()
    {
        foreach (var target in build.ExecutionPlan.Where(target => target.Status is ExecutionStatus.Scheduled or ExecutionStatus.Skipped))
            target.Status = ExecutionStatus.NotRun;
    }

    private bool IsOver => interrupted
        || build.ExecutionPlan.Any(target => target.Status == ExecutionStatus.Failed && !target.ProceedAfterFailure);

    private void Run(ExecutableTarget target)
    {
        try
        {
            target.OnlyWhen ??= target.DynamicConditions.FirstOrDefault(condition => !condition.Delegate()).Text;
            if (target.OnlyWhen is not null)
            {
                target.Status = ExecutionStatus.Skipped;
                build.OnTargetSkipped(target.Name);
                return;
            }

            if (target.Actions.Count == 0)
            {
                target.Status = ExecutionStatus.Collective;
                return;
            }

            log.Line($"{Environment.NewLine}══ {target.Name} {new string('═', Math.Max(0, 60 - target.Name.Length))}",
                LogEventLevel.Information);
            target.Start();
            build.OnTargetRunning(target.Name);
            target.Actions.ForEach(static action => action());
            if (target.Status != ExecutionStatus.Running)
                return;
            target.Stop(ExecutionStatus.Succeeded);
            build.OnTargetSucceeded(target.Name);
        }
        catch (Exception exception)
        {
            Fail(target, exception is TargetInvocationException { InnerException: { } inner } ? inner : exception);
        }
    }

    private void Fail(ExecutableTarget target, Exception exception)
    {
        Log.Error(exception, "Target {Target} has failed: {Message}", target.Name, exception.Message);
        target.Stop(interrupted ? ExecutionStatus.Aborted : ExecutionStatus.Failed);
        target.SummaryInformation[exception.GetType().Name] = exception.Message.Split('\n')[0].TrimEnd('\r');
        build.OnTargetFailed(target.Name);
    }
}
