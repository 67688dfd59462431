using System.Text.RegularExpressions;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Applications.Validation;

/// <summary>Finds every fault of a description before anything is touched.</summary>
public static partial class ApplicationValidator
{
    /// <exception cref="SpecificationException">There are faults.</exception>
    public static void Validate(Application application)
    {
        if (Find(application) is { Count: > 0 } faults)
        {
            throw new SpecificationException(faults);
        }
    }

    /// <summary>All faults, in the order of the description; empty for a good one.</summary>
    public static IReadOnlyList<SpecificationFault> Find(Application application)
    {
        var faults = new FaultList();
        CheckName(faults, "name", application.Name);
        faults.Require(application.Services.Count > 0, "services", "at least one service is expected");
        CheckUnique(faults, application);
        foreach (var service in application.Services)
        {
            CheckService(faults, $"services.{service.Name}", application.Name, service);
        }

        foreach (var worker in application.Workers)
        {
            CheckWorkload(faults, $"workers.{worker.Name}", worker);
        }

        foreach (var shared in application.SharedServices)
        {
            CheckSharedService(faults, $"sharedServices.{shared.Name}", shared);
        }

        if (application.Migration is { } migration)
        {
            CheckImage(faults, "migration.image", migration.Image);
            faults.Require(migration.Command.Count > 0, "migration.command", "a command is expected");
            CheckCommand(faults, "migration.command", migration.Command);
            CheckEnvironment(faults, "migration.environment", migration.Environment);
            CheckSecrets(faults, "migration.secrets", migration.Secrets);
            CheckRange(faults, "migration.userId", migration.UserId, 1, 65_535);
            CheckLimits(faults, "migration", migration.MemoryMegabytes, migration.ProcessLimit);
        }

        CheckSettings(faults, application);
        return [.. faults.All, .. StrategyValidator.Find(application)];
    }

    private static void CheckSettings(FaultList faults, Application application)
    {
        CheckPort(faults, "router.port", application.Router.Port);
        // As the engine reads it: 127.1 and fe80::1%2 are addresses to .NET alone.
        faults.Require(System.Net.IPAddress.TryParse(application.Router.Address, out var address) && address.ToString() == application.Router.Address && !application.Router.Address.Contains('%', StringComparison.Ordinal),
            "router.address", $"an IP address is expected, not \"{application.Router.Address}\"");
        CheckRange(faults, "retention", application.Retention, 1, 100);
        var timeouts = application.Timeouts;
        (string Name, TimeSpan Value)[] all =
        [
            ("health", timeouts.Health), ("healthInterval", timeouts.HealthInterval), ("drain", timeouts.Drain), ("migration", timeouts.Migration),
            ("sharedService", timeouts.SharedService), ("stop", timeouts.Stop), ("compensation", timeouts.Compensation),
        ];
        foreach (var (name, value) in all)
        {
            faults.Require(value > TimeSpan.Zero && value <= TimeSpan.FromHours(24), $"timeouts.{name}", $"more than 0 and at most 24 h is expected, not {value}");
        }

        var verification = application.Verification;
        CheckRange(faults, "verification.probeRate", verification.ProbeRate, 0, 1000);
        CheckUrlPath(faults, "verification.probePath", verification.ProbePath);
        faults.Require(verification.Soak >= TimeSpan.Zero && verification.Soak <= TimeSpan.FromHours(24), "verification.soak", $"0 to 24 h is expected, not {verification.Soak}");
        faults.Require(
            verification.Patience >= TimeSpan.FromSeconds(1) && verification.Patience <= TimeSpan.FromHours(1),
            "verification.patience", $"1 s to 1 h is expected, not {verification.Patience}");
        foreach (var (path, index) in verification.Paths.Select((path, index) => (path, index)))
        {
            CheckUrlPath(faults, $"verification.paths[{index}]", path);
        }

        if (verification.VersionPath is { } versionPath)
        {
            CheckUrlPath(faults, "verification.versionPath", versionPath);
        }
    }

    private static void CheckUnique(FaultList faults, Application application)
    {
        var names = application.Services.Select(service => ("services", service.Name))
            .Concat(application.Workers.Select(worker => ("workers", worker.Name)))
            .Concat(application.SharedServices.Select(shared => ("sharedServices", shared.Name)));
        foreach (var group in names.GroupBy(pair => pair.Name, StringComparer.Ordinal))
        {
            var (section, name) = group.Last();
            faults.Require(group.Count() == 1, $"{section}.{name}", $"the name {name} is used {group.Count()} times; names are unique in an application");
            faults.Require(!Reserved().IsMatch(name), $"{section}.{name}", "keeper, edge, router, router-retiring, slipway, migrate-…, …-blue and …-green are names that Slipway gives itself");
        }

        foreach (var group in application.Services.GroupBy(service => (service.Route.Host, service.Route.PathPrefix)).Where(group => group.Count() > 1))
        {
            faults.Add($"services.{group.Last().Name}.route", $"{group.Key.Host ?? "any host"}{group.Key.PathPrefix} is the route of {string.Join(" and ", group.Select(service => service.Name))} at once");
        }

        foreach (var group in application.Workloads.GroupBy(workload => workload.Image.Name, StringComparer.Ordinal).Where(group => group.Select(workload => workload.Image).Distinct().Count() > 1))
        {
            faults.Add($"images.{group.Key}", $"the image is described differently by {string.Join(" and ", group.Select(workload => workload.Name))}");
        }
    }

    private static void CheckService(FaultList faults, string path, string application, Service service)
    {
        CheckWorkload(faults, path, service);
        var longest = new ResourceNames(application).Slot(service.Name, Slot.Green, service.Replicas);
        faults.Require(longest.Length <= 63, path, $"its containers' name {longest} is a host name, of which at most 63 characters are expected, not {longest.Length}");
        CheckPort(faults, $"{path}.port", service.Port);
        CheckUrlPath(faults, $"{path}.healthPath", service.HealthPath);
        CheckUrlPath(faults, $"{path}.route.pathPrefix", service.Route.PathPrefix);
        faults.Require(service.Route.Host is null || HostName().IsMatch(service.Route.Host), $"{path}.route.host", $"a host name is expected, not \"{service.Route.Host}\"");
    }

    private static void CheckWorkload(FaultList faults, string path, Workload workload)
    {
        CheckName(faults, path, workload.Name);
        CheckImage(faults, $"{path}.image", workload.Image);
        CheckCommand(faults, $"{path}.command", workload.Command);
        CheckEnvironment(faults, $"{path}.environment", workload.Environment);
        CheckSecrets(faults, $"{path}.secrets", workload.Secrets);
        CheckLimits(faults, path, workload.MemoryMegabytes, workload.ProcessLimit);
        CheckRange(faults, $"{path}.userId", workload.UserId, 1, 65_535);
    }

    private static void CheckSharedService(FaultList faults, string path, SharedService shared)
    {
        CheckName(faults, path, shared.Name);
        faults.Require(Repository().IsMatch(shared.Recipe.Repository), $"{path}.recipe.repository", $"the engine would refuse the image name \"{shared.Recipe.Repository}\"");
        faults.Require(shared.DataPath is null || AbsolutePath().IsMatch(shared.DataPath), $"{path}.dataPath", $"an absolute path is expected, not \"{shared.DataPath}\"");
        foreach (var folder in shared.TemporaryFolders)
        {
            faults.Require(AbsolutePath().IsMatch(folder), $"{path}.temporaryFolders", $"an absolute path is expected, not \"{folder}\"");
        }

        foreach (var capability in shared.Capabilities)
        {
            faults.Require(Capability().IsMatch(capability), $"{path}.capabilities", $"a capability in capitals, without the CAP_ prefix, is expected, not \"{capability}\"");
        }

        CheckCommand(faults, $"{path}.readyCommand", shared.ReadyCommand);
        CheckEnvironment(faults, $"{path}.environment", shared.Environment);
        CheckSecrets(faults, $"{path}.secrets", shared.Secrets);
        CheckLimits(faults, path, shared.MemoryMegabytes, shared.ProcessLimit);
        CheckRange(faults, $"{path}.userId", shared.UserId, 0, 65_535);
    }

    private static void CheckName(FaultList faults, string path, string name) => faults.Require(Name().IsMatch(name), path,
        $"a name of lower-case letters, digits and dashes, at most 40, that starts with a letter is expected, not \"{name}\"");

    private static void CheckImage(FaultList faults, string path, ImageSource image)
    {
        faults.Require(Repository().IsMatch(image.Name), $"{path}.name", $"the engine would refuse the image name \"{image.Name}\"");
        faults.Require(image.Dockerfile.Length > 0, $"{path}.dockerfile", "a path is expected");
        faults.Require(image.Context.Length > 0, $"{path}.context", "a path is expected");
    }

    private static void CheckCommand(FaultList faults, string path, IReadOnlyList<string> command) =>
        faults.Require(!command.Any(word => word.Contains('\0', StringComparison.Ordinal)), path, "a word of a command can't hold a null character");

    private static void CheckEnvironment(FaultList faults, string path, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (key, value) in environment)
        {
            faults.Require(Variable().IsMatch(key), $"{path}.{key}", "a variable's name is letters, digits and underscores, and does not start with a digit");
            faults.Require(!value.Contains('\0', StringComparison.Ordinal), $"{path}.{key}", "a value can't hold a null character");
        }
    }

    private static void CheckSecrets(FaultList faults, string path, IReadOnlyList<SecretFile> secrets)
    {
        foreach (var group in secrets.GroupBy(secret => secret.Name, StringComparer.Ordinal))
        {
            faults.Require(SecretName().IsMatch(group.Key), $"{path}.{group.Key}", "a secret's name is lower-case letters, digits, dashes and underscores, at most 60, and starts with a letter");
            faults.Require(group.Count() == 1, $"{path}.{group.Key}", "is there more than once");
        }
    }

    private static void CheckLimits(FaultList faults, string path, int megabytes, int processes)
    {
        CheckRange(faults, $"{path}.memoryMegabytes", megabytes, 16, 1_048_576);
        CheckRange(faults, $"{path}.processLimit", processes, 1, 65_536);
    }

    private static void CheckPort(FaultList faults, string path, int port) => CheckRange(faults, path, port, 1, 65_535);

    private static void CheckRange(FaultList faults, string path, int value, int least, int most) =>
        faults.Require(value >= least && value <= most, path, $"{least} to {most} is expected, not {value}");

    private static void CheckUrlPath(FaultList faults, string path, string value) => faults.Require(UrlPath().IsMatch(value), path,
        $"a path that starts with a slash is expected, of letters, digits and /._~-%?=&, not \"{value}\"");

    private sealed class FaultList
    {
        private readonly List<SpecificationFault> faults = [];

        public IReadOnlyList<SpecificationFault> All => faults;

        public void Add(string path, string message) => faults.Add(new SpecificationFault(path, message));

        public void Require(bool holds, string path, string message)
        {
            if (!holds)
            {
                Add(path, message);
            }
        }
    }

    [GeneratedRegex(@"\A[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A(?:keeper|edge|router|router-retiring|slipway|migrate|migrate-.*|.*-blue|.*-green)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reserved();

    /// <summary>A repository path component list, by the grammar of the distribution specification.</summary>
    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Repository();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A(?!CAP_)[A-Z][A-Z0-9_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capability();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,59}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\A/[A-Za-z0-9/._~%?=&-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPath();

    /// <summary>No dots that climb: a mount is where it says.</summary>
    [GeneratedRegex(@"\A(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._-]+)+/?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AbsolutePath();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostName();
}
