namespace Slipway.Docker.Engine;

/// <summary>Reports on the caller's thread, in order; <see cref="Progress{T}"/> would post to the thread pool and mix lines up.</summary>
internal sealed class Immediate<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
