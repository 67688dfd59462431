using Slipway.Nuke.Building;
using Slipway.Nuke.Components;

/// <summary>The target graph, composed of Nuke's components and Slipway's. What is released stands in Build.Shop.cs.</summary>
internal sealed partial class Build : NukeBuild,
    ITest, IDeployRelease, IDeployBlueGreen, IDeployRecreate, IDeployRolling, IDeployCanary, ICanary, IVerify, IRollback, IOperate,
    IInspect, ICleanup
{
    public static int Main() => Execute<Build>();

    [Parameter("Configuration to build, Debug or Release - Default is Release")]
    public Configuration Configuration { get; } = Configuration.Release;

    Solution Solution => ((IHazSolution)this).Solution;

    Project ShopProject => Solution.FindProject("Shop");

    Fingerprint Compiled => field ??= new(TemporaryDirectory / "compiled.fingerprint", RootDirectory, ShopSources);

    Fingerprint Tested => field ??= new(TemporaryDirectory / "tested.fingerprint", RootDirectory, ShopSources);

    Target Deploy => _ => _
        .Description("The main job: compile, test, build and push the images, migrate, release without losing a request, verify")
        .DependsOn<ITest>(x => x.Test)
        .DependsOn<IDeployRelease>(x => x.DeployRelease)
        .DependsOn<IVerify>(x => x.Verify);

    /// <summary>A shop that does not compile or whose tests fail is a release that failed, with the old version live.</summary>
    protected override void OnTargetFailed(string target) => ExitCode ??= (int)Slipway.Errors.ExitCode.Failed;

    // A release compiles and tests what it releases, and that again only when it has changed; Check compiles and tests everything, always.
    Target IRestore.Restore => _ => _
        .Inherit<IRestore>(x => x.Restore)
        .Description("Restores the packages of the shop and its tests")
        .OnlyWhenDynamic(() => Compiled.HasChanged);

    Target ICompile.Compile => _ => _
        .Description("Compiles the shop and its tests, and publishes the shop in layers")
        .Inherit<ICompile>(x => x.Compile)
        .OnlyWhenDynamic(() => Compiled.HasChanged || !(RootDirectory / ShopContext).DirectoryExists())
        .Executes(() => Compiled.Save());

    Target ITest.Test => _ => _
        .Description("Runs the shop's tests, on a real database")
        .Inherit<ITest>(x => x.Test)
        .OnlyWhenDynamic(() => Tested.HasChanged)
        .Executes(() => Tested.Save());

    AbsolutePath IHazArtifacts.ArtifactsDirectory => RootDirectory / "artifacts";

    Configure<DotNetRestoreSettings> IRestore.RestoreSettings => _ => _.SetProjectFile(Solution.FindProject("Shop.Tests"));

    // Check analyses; a release does not wait for it.
    Configure<DotNetBuildSettings> ICompile.CompileSettings => _ => _
        .SetProjectFile(Solution.FindProject("Shop.Tests"))
        .SetProperty("RunAnalyzers", "false");

    Configure<DotNetPublishSettings> ICompile.PublishSettings => _ => _
        .SetRuntime("linux-x64")
        .EnableSelfContained()
        .SetProperty("RunAnalyzers", "false")
        .DisableNoBuild();

    IEnumerable<(Project Project, string Framework)> ICompile.PublishConfigurations => [(ShopProject, "net10.0")];

    IEnumerable<Project> ITest.TestProjects => [Solution.FindProject("Shop.Tests")];
}
