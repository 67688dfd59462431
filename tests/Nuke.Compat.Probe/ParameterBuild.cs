using System.Text.Json;
using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Components;
using Serilog;

namespace Slipway.Compat.Probe;

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
    /// <summary>Without a default target, unless the variable asks for one.</summary>
    public static int Run() => Environment.GetEnvironmentVariable("PROBE_DEFAULT") is null
        ? Execute<ParameterBuild>()
        : Execute<ParameterBuild>(build => build.Read);

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

    public Target Read => _ => _
        .Description("Reads every parameter of the build, and takes its time to say so in more words than fit into one line")
        .Executes(() =>
        {
            var registry = (IHazRegistry)this;
            Console.WriteLine("VALUES " + JsonSerializer.Serialize(new
            {
                Greeting,
                Retries,
                Fast,
                Maybe,
                Color = Color.ToString(),
                Patience,
                Numbers,
                Names,
                Place = Place?.ToString(),
                Named,
                Configuration = ((IHazConfiguration)this).Configuration.ToString(),
                registry.Server,
                registry.Password,
                registry.Port,
            }));
            Log.Information("Password {Password}", registry.Password);
        });

    public Target Hidden => _ => _.Unlisted().DependsOn(Read).Executes(() => { });

    public Target ReadAgain => _ => _.DependsOn(Read, Hidden).Executes(() => { });
}
