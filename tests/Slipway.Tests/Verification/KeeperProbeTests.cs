using System.Text;
using Slipway.Verification;

namespace Slipway.Tests.Verification;

/// <summary>What a probe makes of the bytes that came back.</summary>
public sealed class KeeperProbeTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfine", 200, "fine")]
    [InlineData("HTTP/1.0 503 Service Unavailable\r\n\r\n", 503, "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\na\r\n\r\nb", 200, "a\r\n\r\nb")]
    [InlineData("HTTP/1.1 200", 200, "")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y", 200, "")]
    [InlineData("", null, "the connection was closed without an answer")]
    [InlineData("SSH-2.0-OpenSSH", null, "the answer is not HTTP")]
    [InlineData("HTTP/2", null, "the answer is not HTTP")]
    [InlineData("HTTP/1.1 xyz", null, "the answer is not HTTP")]
    [InlineData("HTTP/1.", null, "the answer is not HTTP")]
    public void An_answer_is_read(string answer, int? status, string body) =>
        Assert.Equal(new ProbeAnswer(status, body), KeeperProbe.Parse(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void Any_bytes_are_an_answer()
    {
        var random = new Random(4711);
        for (var index = 0; index < 5_000; index++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            var answer = KeeperProbe.Parse([.. Encoding.ASCII.GetBytes(random.Next(2) == 0 ? "HTTP/1.1 " : ""), .. bytes]);
            Assert.NotNull(answer.Body);
        }
    }

    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    [InlineData(299, true)]
    [InlineData(300, false)]
    [InlineData(null, false)]
    public void Only_2xx_is_success(int? status, bool expected) => Assert.Equal(expected, new ProbeAnswer(status, "").IsSuccess);

    [Fact]
    public void A_long_body_is_cut_in_messages_and_stands_on_one_line() =>
        Assert.Equal($"status 500: a {new string('b', 198)}…", new ProbeAnswer(500, $"a\n{new string('b', 300)}").ToString());
}
