using System.Reflection;
using System.Runtime.ExceptionServices;
using Slipway.Containers;

namespace Slipway.Routers.Tests.Stages;

/// <summary>An engine as a process has it that is killed after some changes to containers: each one further, each call, throws.</summary>
public class DyingEngine : DispatchProxy
{
    private static readonly string[] Changes =
        [
            nameof(IContainers.CreateAsync), nameof(IContainers.StartAsync), nameof(IContainers.StopAsync), nameof(IContainers.RenameAsync),
            nameof(IContainers.RemoveAsync),
        ];

    private object? living;
    private int left;

    /// <param name="changes">How many are made before it dies.</param>
    public static IContainerEngine After(int changes, IContainerEngine engine) =>
        Wrap<IContainerEngine>(engine, left: 0, Wrap(engine.Containers, changes, containers: null));

    private IContainers? Containers { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (Containers is { } containers
            && string.Equals(targetMethod.Name, $"get_{nameof(IContainerEngine.Containers)}", StringComparison.Ordinal))
        {
            return containers;
        }

        if (Containers is null && Changes.Contains(targetMethod.Name, StringComparer.Ordinal) && left-- <= 0)
        {
            throw new EngineUnreachableException("the engine", "This process was killed.");
        }

        try
        {
            return targetMethod.Invoke(living, args);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    private static T Wrap<T>(T living, int left, IContainers? containers)
        where T : class
    {
        var proxy = Create<T, DyingEngine>();
        ((DyingEngine)(object)proxy).living = living;
        ((DyingEngine)(object)proxy).left = left;
        ((DyingEngine)(object)proxy).Containers = containers;
        return proxy;
    }
}
