using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.ValueInjection;
using Nuke.Components;
using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

[Collection(BuildCollection.Name)]
public sealed class SchemaTests
{
    [ParameterPrefix(nameof(IGreet))]
    private interface IGreet : INukeBuild
    {
        [Parameter("Who to greet")]
        string? Who => TryGetValue(() => Who);

        [Parameter]
        [Secret]
        string? GreetToken => TryGetValue(() => GreetToken);
    }

    private sealed class ObservedBuild : NukeBuild, IGreet
    {
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
    }

    private static readonly string[] ObservedTargets =
        ("A AfterBoom AfterProceed Assured Boom BoomProceed Clean CleanUp Compile Dep DepFor Deploy Dyn DynAll DynSkip DynSkipAll ExitFive Greet Group "
        + "Hid LastOne Levels LogIt O1 O2 Restore Show Slow Stat StatAll StatSkip StatSkipAll Test ToolFail Tr2 Trig Trig3 Trivial WarnErr").Split(' ');

    [Fact]
    public void The_schema_is_what_the_official_framework_wrote_for_the_same_build() =>
        Approved.Equal("build.schema.json", SchemaFile.Write([.. MemberValues.Parameters(typeof(ObservedBuild))], ObservedTargets.Reverse()));

    [Fact]
    public void The_schema_is_left_alone_when_nothing_changed()
    {
        using var run = new TestRun();
        Assert.Equal(0, run.Execute<OrderBuild>("Restore"));
        var schema = run.Root / ".nuke" / "build.schema.json";
        var past = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(schema, past);
        Assert.Equal(0, run.Execute<OrderBuild>("Restore"));
        Assert.Equal(past, File.GetLastWriteTimeUtc(schema));
        Assert.Equal(0, run.Execute<OutcomeBuild>("Prepare"));
        Assert.NotEqual(past, File.GetLastWriteTimeUtc(schema));
    }
}
