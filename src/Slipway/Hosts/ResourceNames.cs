using System.Globalization;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Hosts;

/// <summary>
/// Names and labels of everything that an application has on its target. Whatever lacks <see cref="Labels"/> is never touched.
/// </summary>
/// <param name="Application">The application's name, its stage included: prefix of all other names.</param>
public sealed record ResourceNames(string Application)
{
    /// <summary>Label of everything that belongs to an application; says which. Nothing without it is ever touched.</summary>
    public const string ApplicationLabel = "slipway.application";

    /// <summary>Label that says what a thing is for: one of the roles below.</summary>
    public const string RoleLabel = "slipway.role";

    /// <summary>Label with the name of the service, worker or shared service that a container runs.</summary>
    public const string WorkloadLabel = "slipway.workload";

    /// <summary>Label with the slot that a container stands in: <c>blue</c> or <c>green</c>.</summary>
    public const string SlotLabel = "slipway.slot";

    /// <summary>Label with the number of a replica among those of its service, from 1.</summary>
    public const string ReplicaLabel = "slipway.replica";

    /// <summary>Label with the number of the release that a container was made for.</summary>
    public const string ReleaseLabel = "slipway.release";

    /// <summary>Label with <see cref="Steps.ConfigurationHash"/> of the description that a container was made from.</summary>
    public const string ConfigurationLabel = "slipway.configuration";

    /// <summary>Label with the versions of the secrets that a container has, as <see cref="SecretVersions"/> writes it.</summary>
    public const string SecretsLabel = "slipway.secrets";

    /// <summary>Label with the names of the secrets that a shared service reads, one blank between two.</summary>
    public const string SharedSecretsLabel = "slipway.shared-secrets";

    /// <summary>Label with the names of the variables that a shared service was described with, one blank between two.</summary>
    public const string VariablesLabel = "slipway.variables";

    /// <summary>Label of an image that a build of Slipway made for a release; says which of the description's images it is.</summary>
    public const string ImageLabel = "slipway.image";

    /// <summary>The role of a replica of a service.</summary>
    public const string ServiceRole = "service";

    /// <summary>The role of a worker's container.</summary>
    public const string WorkerRole = "worker";

    /// <summary>The role of the one-off container that migrates for a release.</summary>
    public const string MigrationRole = "migration";

    /// <summary>The role of a shared service.</summary>
    public const string SharedServiceRole = "shared-service";

    /// <summary>The role of a shared service's data volume.</summary>
    public const string DataRole = "data";

    /// <summary>The role of a container that carries secrets to a volume.</summary>
    public const string CourierRole = "courier";

    /// <summary>The role of the container that keeps the state.</summary>
    public const string KeeperRole = "keeper";

    /// <summary>The role of the router's container and of its volume.</summary>
    public const string RouterRole = "router";

    /// <summary>The role of the edge's container and of its volume.</summary>
    public const string EdgeRole = "edge";

    /// <summary>The role of the container by which an address is proven.</summary>
    public const string AddressProofRole = "address-proof";

    /// <summary>What a service's container answers, as <see cref="Replica"/> writes it.</summary>
    public const string RouteLabel = "slipway.route";

    private const string SecretsEnding = "-secrets";

    /// <summary>The network that all containers of the application are on, and no other.</summary>
    public string Network => Application;

    /// <summary>The container that holds journal, release records and lock.</summary>
    public string Keeper => $"{Application}-keeper";

    /// <summary>The container that the proxy runs in.</summary>
    public string Router => $"{Application}-router";

    /// <summary>The router's container from the moment that another one takes its place until it has ended what it has under way.</summary>
    public string RetiringRouter => $"{Application}-router-retiring";

    /// <summary>The container that publishes the router's ports and holds its listening sockets.</summary>
    public string Edge => $"{Application}-edge";

    /// <summary>The short-lived container by which the engine proves that an address can be published.</summary>
    public string AddressProof => $"{Application}-address-proof";

    /// <summary>Where the edge hands the sockets to the router.</summary>
    public string EdgeVolume => $"{Application}-edge";

    /// <summary>Journal, release records, generated secrets. Mounted by the keeper alone.</summary>
    public string StateVolume => $"{Application}-slipway";

    /// <summary>The router's durable files: apart from the journal, so that a router that is taken over can't write history.</summary>
    public string RouterVolume => $"{Application}-router";

    /// <summary>To whom everything of the application belongs.</summary>
    public Owner Owner => new(ApplicationLabel, Application, "this application's", "release under another name or stage");

    /// <summary>What every resource of the application carries.</summary>
    public IReadOnlyDictionary<string, string> Labels => With();

    /// <summary>The first, and for most workloads the only, container of a workload in a slot.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <param name="slot">Where it stands.</param>
    public string Slot(string workload, Slot slot) => $"{Application}-{workload}-{slot.Label()}";

    /// <summary>One container of a workload in a slot.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <param name="slot">Where it stands.</param>
    /// <param name="replica">1 for the first.</param>
    public string Slot(string workload, Slot slot, int replica) =>
        replica == 1 ? Slot(workload, slot) : string.Create(CultureInfo.InvariantCulture, $"{Slot(workload, slot)}-{replica}");

    /// <summary>The container of a shared service. Inside the network it has its own short name too.</summary>
    public string SharedService(string name) => $"{Application}-{name}";

    /// <summary>What a shared service keeps, across all releases.</summary>
    public string DataVolume(string sharedService) => $"{Application}-{sharedService}-data";

    /// <summary>Secrets of one container, by that container's name.</summary>
    public static string SecretsVolume(string container) => $"{container}{SecretsEnding}";

    /// <summary>Whether a volume holds secrets of a container, by its name; no other volume of an application ends so.</summary>
    public static bool IsSecretsVolume(string volume) => volume.EndsWith(SecretsEnding, StringComparison.Ordinal);

    /// <summary>The short-lived container that carries secrets to a volume.</summary>
    public static string Courier(string secretsVolume) => $"{secretsVolume}-courier";

    /// <summary>The one-off container that migrates for a release.</summary>
    public string Migration(int release) => $"{Application}-migrate-{release}";

    /// <summary>The application's label and further ones.</summary>
    /// <param name="labels">Names and values.</param>
    public IReadOnlyDictionary<string, string> With(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { [ApplicationLabel] = Application };
        foreach (var (name, value) in labels)
        {
            all[name] = value;
        }

        return all;
    }
}
