using System.Reflection;
using Nuke.Common.CI;
using Nuke.Common.IO;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    private static AbsolutePath rootDirectory;

    /// <summary>
    /// The directory that holds <c>.nuke</c>: looked for from the working directory upwards, then from the build assembly.
    /// </summary>
    [Parameter("Root directory during build execution", Name = "Root")]
    public static AbsolutePath RootDirectory
    {
        get => rootDirectory ??= FindRoot(EnvironmentInfo.WorkingDirectory) ?? FindRoot(BuildAssemblyDirectory)
            ?? throw new InvalidOperationException(
                $"No '.nuke' directory in '{EnvironmentInfo.WorkingDirectory}' or above it. Create one, or pass --root.");
        internal set => rootDirectory = value;
    }

    public static AbsolutePath TemporaryDirectory => RootDirectory / ".nuke" / "temp";

    public static AbsolutePath BuildAssemblyFile => Assembly.GetEntryAssembly() is { Location.Length: > 0 } entry ? entry.Location : null;

    public static AbsolutePath BuildAssemblyDirectory => BuildAssemblyFile?.Parent ?? AppContext.BaseDirectory;

    /// <summary>The project above the build assembly, or null when the assembly was moved away from it.</summary>
    public static AbsolutePath BuildProjectFile
    {
        get
        {
            for (var directory = BuildAssemblyDirectory; directory is not null && directory.DirectoryExists(); directory = directory.Parent)
            {
                if (Directory.EnumerateFiles(directory, "*.csproj").FirstOrDefault() is { } project)
                    return project;
            }

            return null;
        }
    }

    public static AbsolutePath BuildProjectDirectory => BuildProjectFile?.Parent;

    [Parameter("Logging verbosity during build execution. Default is 'Normal'")]
    public static Verbosity Verbosity { get; set; } = Verbosity.Normal;

    [Parameter("Host for execution. Default is 'automatic'")]
    public static Host Host { get; internal set; } = Host.Detect();

    public static bool IsServerBuild => Host is IBuildServer;

    public static bool IsLocalBuild => !IsServerBuild;

    [Parameter("Defines the profiles to load", Name = "Profile")]
    public static string[] LoadedLocalProfiles { get; internal set; } = [];

    private static AbsolutePath FindRoot(AbsolutePath directory)
    {
        while (directory is not null && !(directory / ".nuke").DirectoryExists())
            directory = directory.Parent;
        return directory;
    }
}
