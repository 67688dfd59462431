namespace Docker.DotNet.Compat.Tests.Wire;

/// <summary>Calls on the thread that reports, so that nothing is still on its way when the call returns.</summary>
public sealed class Immediately<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
