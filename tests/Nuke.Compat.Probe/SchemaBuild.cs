using Nuke.Common;
using Nuke.Components;

namespace Slipway.Compat.Probe;

[ParameterPrefix(nameof(IGreet))]
internal interface IGreet : INukeBuild
{
    [Parameter("Who to greet")]
    string? Who => TryGetValue(() => Who);

    [Parameter]
    [Secret]
    string? GreetToken => TryGetValue(() => GreetToken);
}

/// <summary>Declares what the build declared for which the official framework wrote the approved schema.</summary>
internal sealed class SchemaBuild : NukeBuild, IGreet
{
    public static int Run() => Execute<SchemaBuild>(build => build.Trivial);

    [Parameter("Required one")]
    public string? Needed { get; set; }

    [Parameter("The API key")]
    [Secret]
    public string? ApiKey { get; set; }

    [Parameter("Colour")]
    public Color Color { get; set; }

    [Parameter("Configuration to build - Default is 'Debug' (local) or 'Release' (server)")]
    public Configuration? Configuration { get; set; }

    [Parameter("Nullable flag")]
    public bool? Flag { get; set; }

    [Parameter("A foo")]
    public string? Foo { get; set; }

    [Parameter(List = false)]
    public string? Hidden { get; set; }

    [Parameter("Numbers")]
    public int[]? Numbers { get; set; }

    public Target WarnErr => _ => _;
    public Target Trivial => _ => _;
    public Target Trig3 => _ => _;
    public Target Trig => _ => _;
    public Target Tr2 => _ => _;
    public Target ToolFail => _ => _;
    public Target Test => _ => _;
    public Target StatSkipAll => _ => _;
    public Target StatSkip => _ => _;
    public Target StatAll => _ => _;
    public Target Stat => _ => _;
    public Target Slow => _ => _;
    public Target Show => _ => _;
    public Target Restore => _ => _;
    public Target O2 => _ => _;
    public Target O1 => _ => _;
    public Target LogIt => _ => _;
    public Target Levels => _ => _;
    public Target LastOne => _ => _;
    public Target Hid => _ => _;
    public Target Group => _ => _;
    public Target Greet => _ => _;
    public Target ExitFive => _ => _;
    public Target DynSkipAll => _ => _;
    public Target DynSkip => _ => _;
    public Target DynAll => _ => _;
    public Target Dyn => _ => _;
    public Target Deploy => _ => _;
    public Target DepFor => _ => _;
    public Target Dep => _ => _;
    public Target Compile => _ => _;
    public Target CleanUp => _ => _;
    public Target Clean => _ => _;
    public Target BoomProceed => _ => _;
    public Target Boom => _ => _;
    public Target Assured => _ => _;
    public Target AfterProceed => _ => _;
    public Target AfterBoom => _ => _;
    public Target A => _ => _;
}
