using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Keeper;
using Slipway.Tests.Recording;
using Slipway.Verification;

namespace Slipway.Tests.Hostile;

/// <summary>What is written down or sent can't be made to say something else by what it holds.</summary>
public sealed class HostileRecordTests
{
    private const int Cases = 5_000;

    [Fact]
    public void Journal_entry_of_any_text_is_one_line_and_comes_back_as_it_was()
    {
        var entries =
            from step in HostileText.Any
            from detail in HostileText.Any
            from who in HostileText.Any
            from version in HostileText.Any
            select new JournalEntry
            {
                At = DateTimeOffset.UnixEpoch, Kind = EntryKind.RunStarted, Release = 1, Run = RunKind.Deploy, Step = step, Detail = detail,
                By = who,
                Begun = ShopDescription.Begun(1, "v1") with { Version = version },
            };
        HostileText.Check(entries.Where(entry => IsText(entry.Step + entry.Detail + entry.By + entry.Begun!.Version)), Cases, entry =>
        {
            var line = entry.ToLine();
            Assert.DoesNotContain('\n', line);
            var read = Assert.Single(JournalEntry.ReadAll($"{line}\n"));
            Assert.Equal((entry.Step, entry.Detail, entry.By, entry.Begun!.Version),
                (read.Step, read.Detail, read.By, read.Begun!.Version));
        });
    }

    [Fact]
    public void Journal_of_any_text_is_read_or_refused_as_newer_and_never_anything_else()
    {
        HostileText.Check(HostileText.Any.ListOf().Select(lines => string.Join('\n', lines)).Where(IsText), Cases, journal =>
        {
            try
            {
                Assert.Empty(JournalEntry.ReadAll(journal));
            }
            catch (UsageException error)
            {
                Assert.Contains("newer Slipway", error.Message, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void Journal_that_is_cut_at_any_byte_loses_no_entry_but_the_last()
    {
        var entry = new JournalEntry
        {
            At = DateTimeOffset.UnixEpoch, Kind = EntryKind.StepDone, Release = 1, Run = RunKind.Deploy, Step = "Süß \"quoted\"\n",
        };
        var whole = Encoding.UTF8.GetBytes($"{entry.ToLine()}\n{entry.ToLine()}\n{entry.ToLine()}\n");
        HostileText.Check(Gen.Choose(0, whole.Length), Cases, length =>
        {
            var complete = whole.AsSpan(0, length).Count((byte)'\n');
            Assert.InRange(JournalEntry.ReadAll(Encoding.UTF8.GetString(whole.AsSpan(0, length))).Count, complete, complete + 1);
        });
    }

    [Fact]
    public void Answer_of_any_bytes_is_an_answer_or_none_and_never_an_error()
    {
        HostileText.Check(
            HostileText.Any.Zip(Gen.Elements("", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 2", "HTTP/1.0 -01 x\r\n\r\n",
                "HTTP/1.1 99999\r\n\r\n")), Cases, parts =>
        {
            var text = parts.Item2 + parts.Item1;
            var answer = AnswerReader.Read(Encoding.UTF8.GetBytes(text));
            Assert.False(answer.IsSuccess && !text.StartsWith("HTTP/1.1 2", StringComparison.Ordinal), "only a 2xx is a success");
        });
    }

    /// <summary>Half a surrogate pair is no text; it is replaced wherever text becomes bytes.</summary>
    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
