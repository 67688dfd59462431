using System.Text;
using Slipway.Verification;

namespace Slipway.Tests.Verification;

/// <summary>What a probe makes of the bytes that come back, however they are cut into pieces.</summary>
public sealed class AnswerReaderTests
{
    private const string Torn = "the connection was closed in the middle of the answer";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfine", 200, "fine")]
    [InlineData("HTTP/1.0 503 Service Unavailable\r\n\r\n", 503, "")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\na\r\n\r\nb", 200, "a\r\n\r\nb")]
    [InlineData("HTTP/1.1 200\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 200 OK\n\nbare", 200, "bare")]
    [InlineData("", null, "the connection was closed without an answer")]
    [InlineData("HTTP/1.1 200 OK\r\nX: y", null, "the answer is not HTTP")]
    [InlineData("SSH-2.0-OpenSSH", null, "the answer is not HTTP")]
    [InlineData("HTTP/2", null, "the answer is not HTTP")]
    [InlineData("HTTP/1.1 xyz\r\n\r\n", null, "the answer is not HTTP")]
    [InlineData("HTTP/1.", null, "the answer is not HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ntorn", null, Torn)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ntorn", null, Torn)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", null, "the answer's length can't be told: 1, 2")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", null, "a chunk of the answer does not tell its length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", null,
        "a chunk of the answer is not as long as told")]
    public void An_answer_is_read_up_to_the_end_of_its_connection(string answer, int? status, string body)
    {
        Assert.Equal(new ProbeAnswer(status, body), AnswerReader.Read(Encoding.UTF8.GetBytes(answer)));

        var byByte = new AnswerReader();
        Array.ForEach(Encoding.UTF8.GetBytes(answer), letter => byByte.Add([letter]));
        byByte.End();
        Assert.Equal(new ProbeAnswer(status, body), byByte.Answer);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine", 200, "fine")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4, 4\r\n\r\nfine", 200, "fine")]
    [InlineData("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 200, "")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", 204, "")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nfin\r\n1\r\ne\r\n0\r\nT: x\r\n\r\n", 200, "fine")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
        200, "a")]
    public void Where_an_answer_ends_is_known_while_its_connection_is_open(string answer, int status, string body)
    {
        var reader = new AnswerReader();
        foreach (var letter in Encoding.UTF8.GetBytes(answer))
        {
            Assert.False(reader.IsComplete);
            reader.Add([letter]);
        }

        Assert.True(reader.IsComplete);
        Assert.Equal(new ProbeAnswer(status, body), reader.Answer);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n")]
    public void Of_a_body_without_end_64_KiB_are_read(string head)
    {
        var reader = new AnswerReader();
        reader.Add(Encoding.ASCII.GetBytes(head));
        for (var pieces = 0; pieces < 65 && !reader.IsComplete; pieces++)
        {
            reader.Add(Encoding.ASCII.GetBytes(new string('a', 1024)));
        }

        Assert.True(reader.IsComplete);
        Assert.Equal(new ProbeAnswer(200, new string('a', AnswerReader.LongestBody)), reader.Answer);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "the head of the answer is longer than 64 KiB")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", "a line of the answer is longer than 64 KiB")]
    public void A_head_or_a_line_without_end_is_no_answer(string start, string reason)
    {
        var reader = new AnswerReader();
        reader.Add(Encoding.ASCII.GetBytes(start + new string('a', 65 * 1024)));

        Assert.True(reader.IsComplete);
        Assert.Equal(new ProbeAnswer(null, reason), reader.Answer);
    }

    [Fact]
    public void Any_bytes_are_an_answer()
    {
        var random = new Random(4711);
        string[] heads = ["", "HTTP/1.1 ", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"];
        for (var index = 0; index < 5_000; index++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            Assert.NotNull(AnswerReader.Read([.. Encoding.ASCII.GetBytes(heads[random.Next(3)]), .. bytes]).Body);
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
