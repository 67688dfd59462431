using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Serilog;

namespace Slipway.Compat.Tests.Builds;

internal enum Color
{
    Red,
    Green,
}

[ParameterPrefix("Registry")]
internal interface IHazRegistry : INukeBuild
{
    [Parameter("Where images are pushed")]
    string? Server => TryGetValue(() => Server);

    [Parameter]
    [Secret]
    string? Password => TryGetValue(() => Password);

    [Parameter("Port of the registry")]
    int Port => TryGetValue<int?>(() => Port) ?? 5000;
}

internal sealed class ParameterBuild : NukeBuild, IHazRegistry, IHazConfiguration
{
    public static ParameterBuild Last { get; private set; } = null!;

    [Parameter("The greeting")]
    public readonly string Greeting = "hello";

    [Parameter]
    public int Retries { get; private set; } = 3;

    [Parameter]
    public bool Fast { get; }

    [Parameter]
    public bool? Maybe { get; private set; }

    [Parameter("The colour", List = false)]
    public Color Color { get; private set; } = Color.Green;

    [Parameter]
    public TimeSpan Patience { get; private set; } = TimeSpan.FromSeconds(1);

    [Parameter]
    public int[] Numbers { get; private set; } = [];

    [Parameter(Separator = "+")]
    public string[] Names { get; private set; } = [];

    [Parameter]
    public AbsolutePath? Place { get; private set; }

    [Parameter(Name = "Alias")]
    public string? Named { get; private set; }

    public string? RegistryServer => ((IHazRegistry)this).Server;

    public string? RegistryPassword => ((IHazRegistry)this).Password;

    public int RegistryPort => ((IHazRegistry)this).Port;

    public string Configuration => ((IHazConfiguration)this).Configuration;

    public Target Read => _ => _
        .Description("Reads every parameter of the build, and takes its time to say so in more words than fit into one line")
        .Executes(() =>
        {
            Last = this;
            Log.Information("Password {Password}", RegistryPassword);
        });

    public Target Hidden => _ => _.Unlisted().DependsOn(Read).Executes(() => { });

    public Target ReadAgain => _ => _.DependsOn(Read, Hidden).Executes(() => { });
}
