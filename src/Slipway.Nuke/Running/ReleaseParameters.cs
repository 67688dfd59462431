using System.Globalization;
using Slipway.Nuke.Components;
using Slipway.Releases;
using Slipway.Routing;
using Slipway.Strategies;

namespace Slipway.Nuke.Running;

/// <summary>
/// The parameters of one build, read once, with all faults in one error. They arrive as text because Nuke keeps the default of one that it
/// can't convert and goes on.
/// </summary>
public sealed class ReleaseParameters
{
    private readonly List<SpecificationFault> faults = [];

    internal ReleaseParameters(IHazApplication build)
    {
        Port = Number("port", build.Port, 1, 65_535);
        PublicAddress = Address("public-address", build.PublicAddress);
        InstallEngine = Flag("install-engine", (build as IPrepare)?.InstallEngine) ?? true;
        RegistryPort = Number("registry-port", (build as IHazRegistry)?.RegistryPort, 1, 65_535) ?? 5000;
        Force = Flag("force", (build as IDeploys)?.Force) ?? false;
        ToRelease = Number("to-release", (build as IRollback)?.ToRelease, 1, int.MaxValue);
        Tail = Number("tail", (build as IInspect)?.Tail, 1, 100_000) ?? 50;
        Strategy = Word("strategy", (build as IHazStrategy)?.Strategy, StrategyRegistry.BuiltIn.Names);
        Router = Word<RouterKind>("router", build.Router, kind => kind.ToString().ToLowerInvariant());
        ToFull = Flag("to-full", (build as ICanary)?.ToFull) ?? false;
        ToSlot = Word<Slot>("to-slot", (build as IOperate)?.ToSlot, SlotExtensions.Label);
        On = Flag("on", (build as IOperate)?.On) ?? false;
        Off = Flag("off", (build as IOperate)?.Off) ?? false;
        Yes = Flag("yes", (build as ICleanup)?.Yes) ?? false;
        faults.AddRange(RegistryAddress.Faults(build as IHazRegistry));
        faults.AddRange(Deployment.Faults(build, Strategy));
        faults.AddRange(UnknownParameters.Find(build, Environment.GetCommandLineArgs().AsSpan(1)));
    }

    public int? Port { get; }

    public Uri? PublicAddress { get; }

    public bool InstallEngine { get; }

    public int RegistryPort { get; }

    public bool Force { get; }

    public int? ToRelease { get; }

    public int Tail { get; }

    public bool Yes { get; }

    /// <summary>The name of the strategy that is asked for; null for that of the description.</summary>
    public string? Strategy { get; }

    public RouterKind? Router { get; }

    public bool ToFull { get; }

    public Slot? ToSlot { get; }

    public bool On { get; }

    public bool Off { get; }

    /// <summary>The slot that must be named; exit code 2 without one.</summary>
    internal Slot RequireSlot() => ToSlot ?? throw new SpecificationException([new SpecificationFault("--to-slot", "blue or green is expected")]);

    /// <summary>True for on; exit code 2 when neither or both are asked for.</summary>
    internal bool RequireOnOrOff() => On != Off ? On : throw new SpecificationException([new SpecificationFault("--on", "either --on or --off is expected")]);

    /// <summary>Faults of the parameters themselves.</summary>
    internal IReadOnlyList<SpecificationFault> Faults => faults;

    private int? Number(string name, string? text, int least, int most)
    {
        if (text is null)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(new SpecificationFault($"--{name}", $"a number from {least} to {most} is expected, not \"{text}\""));
        return null;
    }

    /// <summary>A flag may stand alone: Nuke then hands on an empty text.</summary>
    private bool? Flag(string name, string? text)
    {
        switch (text?.ToUpperInvariant())
        {
            case null:
                return null;
            case "" or "TRUE":
                return true;
            case "FALSE":
                return false;
            default:
                faults.Add(new SpecificationFault($"--{name}", $"true or false is expected, not \"{text}\""));
                return null;
        }
    }

    private T? Word<T>(string name, string? text, Func<T, string> write)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return Word(name, text, [.. values.Select(write)]) is { } word ? values.First(value => write(value) == word) : null;
    }

    private string? Word(string name, string? text, IReadOnlyList<string> words)
    {
        var word = words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (text is not null && word is null)
        {
            faults.Add(new SpecificationFault($"--{name}", $"{string.Join(", ", words.SkipLast(1))} or {words[^1]} is expected, not \"{text}\""));
        }

        return word;
    }

    private Uri? Address(string name, string? text)
    {
        if (text is null || (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            return text is null ? null : new Uri(text);
        }

        faults.Add(new SpecificationFault($"--{name}", $"an http or https address is expected, not \"{text}\""));
        return null;
    }
}
