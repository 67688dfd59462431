using Nuke.Common.IO;
using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>A target is skipped only while its inputs are what they were when it last succeeded.</summary>
public sealed class FingerprintTests : IDisposable
{
    private readonly SourceTree tree = new SourceTree()
        .Write("src/One/Program.cs", "1").Write("src/One/Deep/Other.cs", "2").Write("Directory.Build.props", "3").Write("global.json", "4")
        .Write("README.md", "5");

    private Fingerprint Fingerprint =>
        new((AbsolutePath)tree.Folder / "kept" / "one.fingerprint", tree.Folder, ["src", "Directory.*.props", "global.json"]);

    public void Dispose() => tree.Dispose();

    [Fact]
    public void First_build_has_changed() => Assert.True(Fingerprint.HasChanged);

    [Fact]
    public void Nothing_has_changed_after_a_save()
    {
        Fingerprint.Save();
        Assert.False(Fingerprint.HasChanged);
    }

    [Fact]
    public void File_that_is_edited_while_its_target_runs_has_changed()
    {
        var during = Fingerprint;
        Assert.True(during.HasChanged);
        tree.Write("global.json", "edited meanwhile");
        during.Save();
        Assert.True(Fingerprint.HasChanged);
    }

    public static TheoryData<string> Changes => new(Edits.Keys);

    [Theory]
    [MemberData(nameof(Changes))]
    public void Input_that_is_other_than_before_has_changed(string change)
    {
        Fingerprint.Save();
        Edits[change](tree);
        Assert.True(Fingerprint.HasChanged);
        Fingerprint.Save();
        Assert.False(Fingerprint.HasChanged);
    }

    [Theory]
    [InlineData("src/One/bin/One.dll")]
    [InlineData("src/One/obj/project.assets.json")]
    [InlineData("src/One/Deep/obj/x")]
    [InlineData("README.md")]
    [InlineData("src2/Other.cs")]
    [InlineData("Directory.Build.targets")]
    public void File_that_is_no_input_changes_nothing(string file)
    {
        Fingerprint.Save();
        tree.Write(file, "new");
        Assert.False(Fingerprint.HasChanged);
    }

    private static Dictionary<string, Action<SourceTree>> Edits { get; } = new(StringComparer.Ordinal)
    {
        ["changed"] = tree => tree.Write("src/One/Deep/Other.cs", "changed"),
        ["added"] = tree => tree.Write("src/Two/New.cs", "2"),
        ["deleted"] = tree => tree.Delete("src/One/Deep/Other.cs"),
        ["renamed"] = tree => tree.Move("src/One/Deep/Other.cs", "src/One/Deep/Renamed.cs"),
        ["moved to another folder"] = tree => tree.Move("src/One/Deep/Other.cs", "src/One/Other.cs"),
        ["two swapped"] = tree => tree.Write("src/One/Program.cs", "2").Write("src/One/Deep/Other.cs", "1"),
        ["one of a pattern changed"] = tree => tree.Write("Directory.Build.props", "changed"),
        ["one of a pattern added"] = tree => tree.Write("Directory.Packages.props", "new"),
        ["a single file deleted"] = tree => tree.Delete("global.json"),
    };
}
