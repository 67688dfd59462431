using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// The shop on the real engine under a name and port of its own, released once. Releases that are killed, signalled or looked at are real
/// processes; what came of any is observed from outside it. Everything is removed at the end. Fixtures that need a target of a special
/// kind derive from it.
/// </summary>
public class ShopOnTarget : IAsyncLifetime
{
    private const string FirstVersion = "v1";
    private static readonly Dictionary<string, string> Nothing = [];
    private readonly DockerEngine engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
    private readonly HttpClient client;
    private Ended? first;
    private ShopImages? images;

    public ShopOnTarget()
    {
        Name = $"e2e-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        Address = new UriBuilder("http", "127.0.0.1", Ports.Free()).Uri;
        client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(1) };
        Names = new ResourceNames(Name);
    }

    public string Name { get; }

    public Uri Address { get; }

    public ResourceNames Names { get; }

    public DockerEngine Engine => engine;

    public ShopImages Images => images!;

    /// <summary>What releases wrote into the journal that nobody disturbed, by strategy: sweeps take their points from it.</summary>
    internal Dictionary<string, IReadOnlyList<JournalEntry>> Undisturbed { get; } = new(StringComparer.Ordinal);

    /// <summary>How the first release of this application ended.</summary>
    public Ended First => first!;

    /// <summary>What every deployer of this application is told.</summary>
    public virtual Assignment Assignment =>
        new() { Command = Command.Deploy, Application = Name, Port = Address.Port, Version = FirstVersion };

    public virtual async Task InitializeAsync()
    {
        if (Machine.WithoutEngine is not null)
        {
            return;
        }

        images = (await ShopImages.AcquireAsync()).For(Name);
        await PrepareAsync();
        first = await DeployAsync(FirstVersion);
        first.Expect(ExitCode.Released);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        if (images is not null)
        {
            try
            {
                await ResetAsync();
                await DismantleAsync();
                Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}={Name}"));
            }
            finally
            {
                await ShopImages.ReleaseAsync();
            }
        }

        engine.Dispose();
    }

    /// <summary>What the target of a derived fixture needs before the first release.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Takes away what <see cref="PrepareAsync"/> made and a reset does not.</summary>
    protected virtual Task DismantleAsync() => Task.CompletedTask;

    /// <summary>
    /// The same engine that a deployer uses, for looking. To be disposed of: its session in the router's container would stay.
    /// </summary>
    public ReleaseEngine Open(Assignment? assignment = null)
    {
        var application = ShopDescription.Describe(assignment ?? Assignment);
        var observer = new LineObserver(TextWriter.Null);
        return new ReleaseEngine(application, ShopDescription.Target(application, engine, engine, TimeProvider.System, observer), observer,
            TimeProvider.System);
    }

    public async Task ResetAsync(Assignment? assignment = null)
    {
        await using var open = Open(assignment);
        await open.ResetAsync("test", CancellationToken.None);
    }

    /// <summary>An assignment to deploy a good image as <paramref name="version"/>.</summary>
    public async Task<Assignment> DeploymentOfAsync(string version) =>
        Assignment with { Version = version, Image = await GoodImageAsync(version) };

    /// <summary>The shop as it is.</summary>
    public virtual Task<string> GoodImageAsync(string name) => Images.GoodAsync(name);

    public async Task<Ended> DeployAsync(string version) => await RunAsync(await DeploymentOfAsync(version));

    public Task<Ended> RollbackAsync(int? toRelease = null) =>
        RunAsync(Assignment with { Command = Command.Rollback, ToRelease = toRelease });

    /// <summary>
    /// Runs a command to its end: in this process, which spares the start of another one and all that it would compile; one that is killed
    /// on its way has a process of its own.
    /// </summary>
    public static async Task<Ended> RunAsync(Assignment assignment)
    {
        if (assignment.Kill is not null)
        {
            return await RunApartAsync(assignment);
        }

        await using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exitCode = await Deployment.RunAsync(
            assignment, TextWriter.Synchronized(output), TextWriter.Synchronized(error), CancellationToken.None);
        Observations.NoteExitCode(exitCode);
        return new Ended(exitCode, output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries), error.ToString());
    }

    /// <summary>The same as a process of its own.</summary>
    public static async Task<Ended> RunApartAsync(Assignment assignment)
    {
        await using var process = Start(assignment);
        return await process.EndAsync();
    }

    /// <param name="environment">Set in addition to what is inherited.</param>
    public static RunningProcess Start(Assignment assignment, IReadOnlyDictionary<string, string>? environment = null) =>
        RunningProcess.Start("dotnet", [Path.Combine(DeployerProgram.Folder, DeployerProgram.FileName), assignment.ToString()],
            new Dictionary<string, string>([.. RunningProcess.Frugal, .. environment ?? Nothing], StringComparer.Ordinal),
            ended: Observations.NoteExitCode);

    /// <summary>
    /// Starts a release and returns once the step whose sentence begins with <paramref name="step"/> runs; fails when it never does.
    /// </summary>
    public static async Task<RunningProcess> StartUntilAsync(
        Assignment assignment, string step, IReadOnlyDictionary<string, string>? environment = null)
    {
        var process = Start(assignment, environment);
        if (!await process.ReadUntilAsync($"started: {step}"))
        {
            await using (process)
            {
                Assert.Fail((await process.EndAsync()).All);
            }
        }

        return process;
    }

    public async Task<LiveAnswer> AskAsync() => (await client.GetFromJsonAsync<LiveAnswer>("/version.json", CancellationToken.None))!;

    /// <summary>Asks the second service, where there is one.</summary>
    internal async Task<ApiAnswer> AskApiAsync() =>
        (await client.GetFromJsonAsync<ApiAnswer>($"{ShopDescription.ApiPath}?ms=0", CancellationToken.None))!;

    /// <summary>Returns the number of the order.</summary>
    public async Task<long> PlaceOrderAsync()
    {
        using var answer = await client.PostAsJsonAsync("/orders", new { customer = "Ada", item = "Lamp", quantity = 1 },
            CancellationToken.None);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<OrderAnswer>(CancellationToken.None))!.Id;
    }

    /// <summary>Returns once a worker has processed the order; fails after two minutes.</summary>
    public async Task AwaitProcessedAsync(long order)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await client.GetFromJsonAsync<OrderAnswer>($"/orders/{order}", limit.Token))!.ProcessedAt is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    public async Task<StatusReport> ReadStatusAsync()
    {
        await using var open = Open();
        var status = (await open.ReadStatusAsync(CancellationToken.None))!;
        if (status.Interrupted is not null)
        {
            Observations.Note("`Status` named what was interrupted");
        }

        return status;
    }

    /// <summary>A killed deployer's lock is free within a moment; fails when it is not after a minute.</summary>
    public async Task AwaitUnlockedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while ((await ReadStatusAsync()).Holder is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>A file of the state volume.</summary>
    public async Task<string?> ReadStateFileAsync(string file)
    {
        await using var session = await new KeeperContainer(Names, engine, "", TimeProvider.System).OpenAsync(CancellationToken.None);
        return await session.ReadAsync(file, CancellationToken.None);
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadJournalAsync()
    {
        await using var session = await new KeeperContainer(Names, engine, "", TimeProvider.System).OpenAsync(CancellationToken.None);
        return await session.ReadJournalAsync(CancellationToken.None);
    }

    /// <summary>
    /// Which of its entries the last release of this application wrote for this, 1 for the first: the next like it writes the same ones.
    /// </summary>
    /// <param name="step">How the step's sentence begins.</param>
    public async Task<int> FindEntryAsync(EntryKind kind, string step)
    {
        var journal = (await ReadJournalAsync()).ToList();
        var entries = journal[journal.FindLastIndex(entry => entry is { Kind: EntryKind.RunStarted, Run: RunKind.Migrate })..];
        var index = entries.FindIndex(entry => entry.Kind == kind && entry.Step?.StartsWith(step, StringComparison.Ordinal) == true);
        Assert.True(index >= 0, $"no entry {kind} {step}:\n{string.Join('\n', entries.Select(entry => $"{entry.Kind} {entry.Step}"))}");
        return index + 1;
    }

    /// <summary>Ids of the containers in a slot, by workload.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ReadSlotAsync(Slot slot) =>
        (await engine.Containers.ListAsync(Names.With((ResourceNames.SlotLabel, slot.Label())), CancellationToken.None))
            .ToDictionary(container => container.Labels[ResourceNames.WorkloadLabel], container => container.Id, StringComparer.Ordinal);

    /// <inheritdoc cref="AtRest.ExpectAsync"/>
    public Task ExpectAtRestAsync(string version) => AtRest.ExpectAsync(this, version);
}
