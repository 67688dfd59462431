using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Waiting;

namespace Slipway.Routers.Foundation;

/// <summary>For which application a router is, and what it works with. Whoever makes a router gives it one.</summary>
/// <param name="Application">The application's name; the names of containers, network and volumes follow from it.</param>
/// <param name="Settings">Where the proxy is reached from outside.</param>
/// <param name="Engine">Where the proxy's container runs. Routers see of it what is the application's own.</param>
/// <param name="Time">The clock of every wait.</param>
/// <param name="Progress">Told, in sentences, what takes long.</param>
public sealed record RouterPlace(
    string Application, RouterSettings Settings, IContainerEngine Engine, TimeProvider Time, IProgress<string> Progress)
{
    /// <summary>Names and labels of everything that the application has on its target.</summary>
    public ResourceNames Names => new(Application);

    internal Poller Poller => Poller.Telling(Progress, Time);

    internal OwnedEngine OwnEngine => Engine as OwnedEngine ?? new OwnedEngine(Engine, Names.Owner);
}
