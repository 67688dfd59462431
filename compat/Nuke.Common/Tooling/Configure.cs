namespace Nuke.Common.Tooling;

public delegate T Configure<T>(T options);

public delegate TOptions Configure<TOptions, in TValue>(TOptions options, TValue value)
    where TOptions : new();

/// <summary>Makes several invocations out of one set of options.</summary>
public delegate IEnumerable<T> CombinatorialConfigure<T>(T options)
    where T : new();
