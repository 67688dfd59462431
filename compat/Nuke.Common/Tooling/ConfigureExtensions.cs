namespace Nuke.Common.Tooling;

public static class ConfigureExtensions
{
    public static T InvokeSafe<T>(this Configure<T> configurator, T obj) => configurator is null ? obj : configurator(obj);

    /// <summary>
    /// Runs one invocation for each set of options, at most <paramref name="degreeOfParallelism"/> at a time.
    /// With <paramref name="completeOnFailure"/> all of them run before the first failure is reported.
    /// </summary>
    public static IReadOnlyCollection<(TOptions Options, IReadOnlyCollection<Output> Output)> Invoke<TOptions>(
        this CombinatorialConfigure<TOptions> configurator,
        Func<TOptions, IReadOnlyCollection<Output>> executor,
        int degreeOfParallelism,
        bool completeOnFailure)
        where TOptions : ToolOptions, new()
    {
        var options = configurator(new TOptions()).ToArray();
        var results = new (TOptions Options, IReadOnlyCollection<Output> Output)[options.Length];
        var failures = new Exception[options.Length];
        Parallel.For(0, options.Length, new ParallelOptions { MaxDegreeOfParallelism = degreeOfParallelism }, (index, loop) =>
        {
            try
            {
                results[index] = (options[index], executor(options[index]));
            }
            catch (Exception exception)
            {
                failures[index] = exception;
                if (!completeOnFailure)
                    loop.Stop();
            }
        });

        var failed = failures.Where(failure => failure is not null).ToList();
        return failed.Count switch
        {
            0 => results,
            1 => throw new InvalidOperationException(failed[0].Message, failed[0]),
            _ => throw new AggregateException(failed),
        };
    }
}
