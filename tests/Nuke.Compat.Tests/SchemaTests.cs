using Nuke.Common.IO;
using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

public sealed class SchemaTests : IDisposable
{
    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    private AbsolutePath Schema => root.Root / ".nuke" / "build.schema.json";

    [Fact]
    public void The_schema_is_what_the_official_framework_wrote_for_the_same_build()
    {
        Assert.Equal(0, root.Run("SchemaBuild", "Trivial").ExitCode);
        Approved.MatchFile(File.ReadAllText(Schema).ReplaceLineEndings("\n"), "build.schema.json");
    }

    [Fact]
    public void The_schema_follows_the_build()
    {
        Assert.Equal(0, root.Run("OrderBuild", "Restore").ExitCode);
        var schema = File.ReadAllText(Schema);
        Assert.Contains("\"Announce\"", schema, StringComparison.Ordinal);
        Assert.Equal(0, root.Run("OutcomeBuild", "Prepare").ExitCode);
        Assert.NotEqual(schema, File.ReadAllText(Schema));
    }
}
