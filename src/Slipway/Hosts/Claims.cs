using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Hosts;

/// <summary>
/// The names that an application gives to what it has on its target: who else has one of them is to be known before anything is touched.
/// </summary>
internal static class Claims
{
    /// <summary>All names but those of migrations.</summary>
    public static IReadOnlyList<Claim> Of(Application application)
    {
        var names = new ResourceNames(application.Name);
        return
        [
            new Claim("name", ResourceKind.Network, names.Network),
            new Claim("name", ResourceKind.Volume, names.StateVolume),
            new Claim("name", ResourceKind.Container, names.Keeper),
            new Claim("router", ResourceKind.Volume, names.RouterVolume),
            new Claim("router", ResourceKind.Container, names.Router),
            new Claim("router", ResourceKind.Container, names.RetiringRouter),
            new Claim("router", ResourceKind.Container, names.Edge),
            new Claim("router", ResourceKind.Volume, names.EdgeVolume),
            new Claim("router", ResourceKind.Container, names.AddressProof),
            .. application.SharedServices.SelectMany(shared => OfSharedService(names, shared)),
            .. application.Services.SelectMany(service => OfSlots(names, $"services.{service.Name}", service, service.Replicas)),
            .. application.Workers.SelectMany(worker => OfSlots(names, $"workers.{worker.Name}", worker, replicas: 1)),
        ];
    }

    /// <summary>The names of one release's migration.</summary>
    public static IReadOnlyList<Claim> OfMigration(Application application, int release) => application.Migration is { } migration
        ? OfContainer("migration", new ResourceNames(application.Name).Migration(release), migration.Secrets)
        : [];

    private static IEnumerable<Claim> OfSharedService(ResourceNames names, SharedService shared)
    {
        var path = $"sharedServices.{shared.Name}";
        var container = OfContainer(path, names.SharedService(shared.Name), shared.Secrets);
        return shared.DataPath is null ? container : [.. container, new Claim(path, ResourceKind.Volume, names.DataVolume(shared.Name))];
    }

    private static IEnumerable<Claim> OfSlots(ResourceNames names, string path, Workload workload, int replicas) =>
        from slot in Enum.GetValues<Slot>()
        from replica in Enumerable.Range(1, replicas)
        from claim in OfContainer(path, names.Slot(workload.Name, slot, replica), workload.Secrets)
        select claim;

    private static IReadOnlyList<Claim> OfContainer(string path, string container, IReadOnlyList<SecretFile> secrets)
    {
        var volume = ResourceNames.SecretsVolume(container);
        var own = new Claim(path, ResourceKind.Container, container);
        return secrets.Count == 0
            ? [own]
            : [own, new Claim(path, ResourceKind.Volume, volume), new Claim(path, ResourceKind.Container, ResourceNames.Courier(volume))];
    }
}
