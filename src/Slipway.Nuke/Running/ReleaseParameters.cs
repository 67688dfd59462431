using System.Globalization;
using Slipway.Nuke.Components;
using Slipway.Releases;

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
        Force = Flag("force", (build as IDeployBlueGreen)?.Force) ?? false;
        ToRelease = Number("to-release", (build as IRollback)?.ToRelease, 1, int.MaxValue);
        Tail = Number("tail", (build as IInspect)?.Tail, 1, 100_000) ?? 50;
        Yes = Flag("yes", (build as ICleanup)?.Yes) ?? false;
        faults.AddRange(RegistryAddress.Faults(build as IHazRegistry));
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
