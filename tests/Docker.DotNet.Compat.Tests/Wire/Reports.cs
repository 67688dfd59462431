using System.Collections.Concurrent;

namespace Docker.DotNet.Compat.Tests.Wire;

/// <summary>Collects reports on the thread that makes them, so that all are there when the call returns.</summary>
public sealed class Reports<T> : IProgress<T>
{
    private readonly ConcurrentQueue<T> values = [];

    public IReadOnlyList<T> Values => [.. values];

    public void Report(T value) => values.Enqueue(value);
}
