using System.Net.Sockets;
using System.Reflection;
using System.Runtime.ExceptionServices;
using Slipway.Containers;

namespace Slipway.Routers.Tests.Addresses;

/// <summary>An engine on whose host a stranger takes a port at the worst moment: when what was live on the old one was removed.</summary>
public class LateStranger : DispatchProxy
{
    private object? living;
    private IContainers? containers;
    private string? removed;
    private TcpListener? listener;

    /// <param name="engine">The engine itself.</param>
    /// <param name="removed">The container with whose removal the stranger comes.</param>
    /// <param name="listener">Started then, once.</param>
    public static IContainerEngine Behind(IContainerEngine engine, string removed, TcpListener listener)
    {
        var watched = Create<IContainers, LateStranger>();
        ((LateStranger)(object)watched).living = engine.Containers;
        ((LateStranger)(object)watched).removed = removed;
        ((LateStranger)(object)watched).listener = listener;
        var proxy = Create<IContainerEngine, LateStranger>();
        ((LateStranger)(object)proxy).living = engine;
        ((LateStranger)(object)proxy).containers = watched;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        if (containers is not null && targetMethod.Name == $"get_{nameof(IContainerEngine.Containers)}")
        {
            return containers;
        }

        try
        {
            var answer = targetMethod.Invoke(living, args);
            return targetMethod.Name == nameof(IContainers.RemoveAsync) && answer is Task removing ? FollowAsync(removing) : answer;
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    private async Task FollowAsync(Task removing)
    {
        await removing;
        if (listener is { Server.IsBound: false } && await ((IContainers)living!).FindAsync(removed!, CancellationToken.None) is null)
        {
            listener.Start();
        }
    }
}
