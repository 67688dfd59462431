namespace Slipway.Applications;

/// <summary>How an application is released in one of the ways to release. A further way brings its own.</summary>
public abstract record StrategySettings
{
    /// <summary>The way's name, as on a command line: <c>blue-green</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Every fault of these settings, each with its path; empty (the default) for good ones.</summary>
    public virtual IEnumerable<SpecificationFault> Check() => [];
}
