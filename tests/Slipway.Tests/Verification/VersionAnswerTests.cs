using Slipway.Verification;

namespace Slipway.Tests.Verification;

public sealed class VersionAnswerTests
{
    [Theory]
    [InlineData("{\"version\":\"a1\"}", null)]
    [InlineData("\uFEFF{\"version\":\"a1\"}", null)]
    [InlineData("{\"version\":\"a0\"}", "version a0")]
    [InlineData("<html>", "an answer that is not JSON")]
    public void A_version_is_read_with_a_byte_order_mark_before_it_or_without(string body, string? fault) =>
        Assert.Equal(fault, VersionAnswer.Check(body, "a1"));
}
