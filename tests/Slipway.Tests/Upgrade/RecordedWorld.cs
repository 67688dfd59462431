using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Upgrade;

/// <summary>A target as a process of the old build left it when it was killed.</summary>
/// <param name="Name">The run, and where in it the process was killed.</param>
/// <param name="Number">Which world of its run, 0 for the first.</param>
/// <param name="Application">What <see cref="PresentBuild.Describe"/> reads.</param>
/// <param name="State">Everything on the target but the journal.</param>
/// <param name="Journal">The lines of the journal.</param>
/// <param name="Then">What the old build said of it, and how its own next command ended.</param>
internal sealed record RecordedWorld(
    string Name, int Number, JsonObject Application, JsonObject State, IReadOnlyList<string> Journal, JsonObject Then)
{
    public string? Interrupted => (string?)Then["interrupted"];

    public string? Waiting => (string?)Then["waiting"];

    /// <summary>Runs that the journal has the beginnings of.</summary>
    public int Runs => Journal.Count(line => (string?)JsonNode.Parse(line)!["kind"] == "RunStarted");

    /// <summary>How the old build's own next command ended; null when that command was not tried here.</summary>
    public Ending? Ended(FirstCommand command) => Then[command.ToString().ToLowerInvariant()] is { } ended ? Ending.Read(ended) : null;

    /// <summary>A target in memory that is so.</summary>
    public async Task<Shell> LoadAsync()
    {
        // Two versions never run at once, also where the older build let them.
        var target = new RecordingTarget { Alone = (string?)Application["strategy"] == "recreate" };
        target.Exclusive.Add("biller");
        var at = Time("at", State)!.Value - target.Time.GetUtcNow();
        if (at > TimeSpan.Zero)
        {
            await target.Time.RunAsync(() => Task.Delay(at, target.Time, CancellationToken.None));
        }

        foreach (var (name, content) in Section(State, "files"))
        {
            target.Files[name] = (string)content!;
        }

        if (Journal.Count > 0)
        {
            target.Files["journal"] = string.Concat(Journal.Select(line => $"{line}\n"));
        }

        target.Images.UnionWith(Section(State, "images").Select(image => image.Key));
        Fill(target.Networks, "networks");
        Fill(target.Volumes, "volumes");
        foreach (var (release, times) in Section(State, "migrations"))
        {
            target.Migrations[release] = (int)times!;
        }

        var addresses = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, json) in Section(State, "containers"))
        {
            target.Containers[name] = ReadContainer(name, json!.AsObject());
            addresses.Add(target.Containers[name].Address);
        }

        while (addresses.Count > 0)
        {
            // New containers get addresses after those that are there.
            addresses.Remove(target.NextAddress());
        }

        if (State["router"] is JsonObject router)
        {
            ReadRouter(target.Router, router);
        }

        return new Shell(target, PresentBuild.Describe(Application));
    }

    private static RecordedContainer ReadContainer(string name, JsonObject json) => new(
        new ContainerSpec
        {
            Name = name,
            Image = (string)json["image"]!,
            Labels = Texts(json, "labels"),
            Environment = Texts(json, "environment"),
            Network = (string?)json["network"],
            Mounts = [.. Section(json, "mounts").Select(mount => new VolumeMount(mount.Key, (string)mount.Value!))],
        },
        (string)json["address"]!)
    {
        Status = Enum.Parse<ContainerStatus>((string)json["status"]!),
        ExitCode = (int?)json["exitCode"],
        StartedAt = Time("startedAt", json),
        EndsAt = Time("endsAt", json),
    };

    private static void ReadRouter(RecordedRouter router, JsonObject json)
    {
        router.Name = (string?)json["container"];
        var (blue, green) = ((int)json["blue"]!, (int)json["green"]!);
        var split = SlotExtensions.Parse((string?)json["canary"]) is { } canary ? Split.CanaryOf(canary, canary == Slot.Blue ? blue : green)
            : blue + green == 0 ? Split.None
            : Split.Weighted(Slot.Blue, blue);
        router.Resume(
            split, (bool)json["maintenance"]!, (bool)json["serves"]!,
            Section(json, "admitted")
                .ToDictionary(slot => SlotExtensions.Parse(slot.Key)!.Value, slot => ReadAdmission(slot.Value!.AsObject())),
            Section(json, "leaving")
                .ToDictionary(left => left.Key, left => TimeSpan.FromMilliseconds((int)left.Value!), StringComparer.Ordinal));
    }

    private static (RoutingTable Table, IReadOnlyList<ServiceEndpoint> Endpoints) ReadAdmission(JsonObject json)
    {
        var routes = Section(json, "routes").Select(route => ReadRoute(route.Key, route.Value!));
        var endpoints = Section(json, "endpoints").Select(endpoint => ReadEndpoint(endpoint.Key, endpoint.Value!));
        var mark = json["mark"] is { } cookie
            ? new CanaryMark(CanaryMarkSource.Cookie, (string)cookie["cookie"]!, (string)cookie["value"]!)
            : null;
        return (new RoutingTable([.. routes]) { Canary = mark }, [.. endpoints]);
    }

    private static ServiceRoute ReadRoute(string service, JsonNode json) =>
        new(service, null, (string)json["path"]!, (int)json["port"]!, (string)json["health"]!, (int)json["replicas"]!);

    private static ServiceEndpoint ReadEndpoint(string container, JsonNode json) =>
        new((string)json["service"]!, (int)json["replica"]!, container, (string)json["address"]!, (int)json["port"]!);

    private void Fill(SortedDictionary<string, IReadOnlyDictionary<string, string>> all, string section)
    {
        foreach (var (name, _) in Section(State, section))
        {
            all[name] = Texts(State[section]!.AsObject(), name);
        }
    }

    private static JsonObject Section(JsonObject json, string name) => json[name] as JsonObject ?? [];

    private static Dictionary<string, string> Texts(JsonObject json, string name) =>
        Section(json, name).ToDictionary(pair => pair.Key, pair => (string)pair.Value!, StringComparer.Ordinal);

    private static DateTimeOffset? Time(string name, JsonObject json) =>
        json[name] is { } text ? DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture) : null;
}
