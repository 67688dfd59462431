using Nuke.Common;
using Nuke.Components;

namespace Slipway.Compat.Tests;

public sealed class ApiSubsetTests
{
    private static readonly ApiListing Official = ApiListing.FromResources(typeof(ApiSubsetTests), "nuke-core.txt.gz", "nuke-tools.txt.gz");

    [Fact]
    public void The_listing_is_complete() => Assert.True(Official.Count > 13_000, $"Only {Official.Count} rows were read.");

    [Fact]
    public void Everything_in_Nuke_Common_is_official() => AssertOfficial(typeof(NukeBuild));

    [Fact]
    public void Everything_in_Nuke_Components_is_official() => AssertOfficial(typeof(ICompile));

    [Theory]
    [InlineData("public static class Assert { public static void Nope() { } }", "M:Nuke.Common.Assert.Nope: not in the official API")]
    [InlineData("public static class Assert { public static int Fail(string message, System.Exception exception = null) => 0; }",
        "M:Nuke.Common.Assert.Fail(System.String,System.Exception): official 'System.Void")]
    [InlineData("public static class Assert { public static void Fail(string text, System.Exception exception = null) { } }",
        "M:Nuke.Common.Assert.Fail(System.String,System.Exception): official 'System.Void")]
    [InlineData("public static class Assert { public static void Fail(string message, System.Exception exception) { } }",
        "M:Nuke.Common.Assert.Fail(System.String,System.Exception): official 'System.Void")]
    [InlineData("public sealed class Assert { private Assert() { } }", "T:Nuke.Common.Assert: official 'static class")]
    [InlineData("public class Madeup { protected int field; }", "T:Nuke.Common.Madeup: not in the official API")]
    [InlineData("public enum Verbosity { Verbose, Chatty }", "F:Nuke.Common.Verbosity.Chatty: not in the official API")]
    [InlineData("public class RequiredAttribute : System.Attribute, System.IDisposable { void System.IDisposable.Dispose() { } }",
        "T:Nuke.Common.RequiredAttribute: official 'class : System.Attribute")]
    public void A_drift_is_caught(string declaration, string violation) => Assert.Contains(
        Official.ViolationsOfSource($"namespace Nuke.Common; {declaration}"),
        found => found.StartsWith(violation, StringComparison.Ordinal));

    [Fact]
    public void What_is_not_visible_may_be_anything() =>
        Assert.Empty(Official.ViolationsOfSource("namespace Nuke.Common; internal class Madeup { public void Any() { } }"));

    private static void AssertOfficial(Type type) =>
        Assert.Equal("", string.Join(Environment.NewLine, Official.Violations(type.Assembly.Location)));
}
