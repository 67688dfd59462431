namespace Shop.Tests.Running;

/// <summary>
/// The system's time, which tells when somebody begins to wait for exactly this long: then the request that waits is under way.
/// </summary>
internal sealed class NoticedDelay(TimeSpan length) : TimeProvider
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => begun.Task.WaitAsync(Patience.Token());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == length)
        {
            begun.TrySetResult();
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
