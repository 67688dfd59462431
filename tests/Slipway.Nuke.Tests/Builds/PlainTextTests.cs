using Slipway.Testing.Processes;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>Output is compared as a person reads it.</summary>
public sealed class PlainTextTests
{
    [Theory]
    [InlineData("\u001b[36;1mTarget\u001b[0m  \u001b[38;5;203mFailed", "Target  Failed")]
    [InlineData("<\u00a01sec", "< 1sec")]
    [InlineData("\u001b]8;;http://a\u001b\\link\u001b]8;;\u0007", "link")]
    [InlineData("a\r\nb\u001b[2K", "a\nb")]
    [InlineData("[1/3] plain", "[1/3] plain")]
    public void Colours_and_odd_spaces_are_gone(string written, string read) => Assert.Equal(read, PlainText.Of(written));
}
