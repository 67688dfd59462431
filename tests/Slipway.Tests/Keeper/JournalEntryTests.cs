using Slipway.Keeper;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Keeper;

/// <summary>Lines of the journal, whole, torn and from the future.</summary>
public sealed class JournalEntryTests
{
    private static readonly JournalEntry Start = new()
    {
        At = new DateTimeOffset(2026, 3, 1, 22, 0, 0, 123, TimeSpan.Zero),
        Kind = EntryKind.RunStarted,
        Release = 7,
        Run = RunKind.Deploy,
        Slot = Slot.Green,
        By = "ann@laptop",
        Begun = ShopDescription.Begun(7, "1.7") with { Restores = 3, MigrationLevel = "level" },
    };

    private static readonly JournalEntry End = new()
    {
        At = Start.At.AddMinutes(1),
        Kind = EntryKind.RunEnded,
        Release = 7,
        Run = RunKind.Deploy,
        Detail = "text with \"quotes\",\na line feed and ü",
        Outcome = RunOutcome.Failed,
    };

    private static readonly ImageDigestDictionary Nothing =
        ImageDigestDictionary.Of(new Dictionary<string, string>(StringComparer.Ordinal));

    [Fact]
    public void What_was_written_is_read_back()
    {
        var read = JournalEntry.ReadAll($"{Start.ToLine()}\n{End.ToLine()}\n");

        Assert.Equal(2, read.Count);
        Assert.Equal(Start with { Begun = null }, read[0] with { Begun = null });
        Assert.Equal(Start.Begun! with { Images = End.Begun?.Images! }, read[0].Begun! with { Images = End.Begun?.Images! });
        Assert.Equal(Start.Begun!.Images, read[0].Begun!.Images);
        Assert.Equal(End, read[1]);
    }

    [Fact]
    public void What_is_released_stands_under_the_name_that_it_always_had()
    {
        Assert.Contains("\"request\":{\"number\":7,", Start.ToLine(), StringComparison.Ordinal);
        Assert.DoesNotContain("content", Start.ToLine(), StringComparison.OrdinalIgnoreCase);

        var earlier = JournalEntry.ReadAll(
            Start.ToLine().Replace("\"request\":{", "\"request\":{\"force\":true,", StringComparison.Ordinal));
        Assert.Equal(Start.Begun! with { Images = Nothing }, Assert.Single(earlier).Begun! with { Images = Nothing });
    }

    [Theory]
    [InlineData("BlueGreen", "blue-green")]
    [InlineData("Recreate", "recreate")]
    [InlineData("Rolling", "rolling")]
    [InlineData("Canary", "canary")]
    [InlineData("mirror", "mirror")]
    public void A_strategy_is_read_by_its_name_and_by_its_earlier_one(string written, string expected)
    {
        var line = (Start with { Schema = 2, Begun = Start.Begun! with { Strategy = "canary" } }).ToLine().Replace("\"canary\"",
            $"\"{written}\"", StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(JournalEntry.ReadAll(line)).Begun!.Strategy);
    }

    [Fact]
    public void An_entry_is_one_line() => Assert.DoesNotContain('\n', End.ToLine());

    [Fact]
    public void A_line_torn_at_any_place_is_left_out_and_the_others_are_read()
    {
        var torn = Start.ToLine();
        for (var length = 1; length < torn.Length; length++)
        {
            Assert.Equal([End, End], JournalEntry.ReadAll($"{End.ToLine()}\n{torn[..length]}\n{End.ToLine()}\n"));
            Assert.Equal([End], JournalEntry.ReadAll($"{End.ToLine()}\n{torn[..length]}"));
        }
    }

    [Theory]
    [InlineData("""{"schema":4,"at":"2026-03-01T22:00:00+00:00","kind":"RunStarted","release":7,"run":"Deploy"}""")]
    [InlineData("""{"schema":4,"at":"2026-03-01T22:00:00+00:00","kind":"Suspended","release":7,"run":"Mirror"}""")]
    [InlineData("""{"schema":5,"entry":{}}""")]
    public void An_entry_of_a_newer_form_is_refused_even_when_it_can_not_be_read(string line)
    {
        var error = Assert.Throws<NewerSchemaException>(() => JournalEntry.ReadAll($"{Start.ToLine()}\n{line}\n"));
        Assert.Contains("newer Slipway", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("null\n")]
    [InlineData("[]\n12\n\"text\"\n")]
    public void A_journal_without_entries_is_empty(string journal) => Assert.Empty(JournalEntry.ReadAll(journal));

    [Fact]
    public void A_run_without_an_end_is_interrupted_and_says_where()
    {
        var journal = new[] { Start, Start with { Kind = EntryKind.StepStarted, Step = "Shift traffic", Begun = null } };
        Assert.Equal("Deploy of release 7 by ann@laptop, begun 2026-03-01 22:00:00 UTC, was cut off during \"Shift traffic\"",
            InterruptedRun.Find(journal)!.ToString());
    }

    [Theory]
    [InlineData("Deploy:Released", null)]
    [InlineData("Deploy:Failed", null)]
    [InlineData("Deploy:Interrupted", null)]
    [InlineData("Deploy:NeedsPerson", RunKind.Deploy)] // neither finished nor undone: the next command has to
    [InlineData("Deploy:", RunKind.Deploy)]
    [InlineData("Deploy: Recovery:Released", null)]
    [InlineData("Deploy: Recovery:Failed", RunKind.Recovery)] // the target is not at rest yet
    [InlineData("Deploy: Recovery:", RunKind.Recovery)]
    [InlineData("Deploy: Recovery:Failed Migrate:Failed", RunKind.Recovery)] // a failure in between says nothing about what was before
    [InlineData("Deploy: Recovery:Failed Migrate:Released", RunKind.Recovery)]
    [InlineData("Deploy: Recovery:Failed Migrate:Released Deploy:Released", null)]
    [InlineData("Deploy: Recovery:Failed Rollback:Released", null)]
    [InlineData("Migrate:", RunKind.Migrate)]
    [InlineData("Cleanup:", RunKind.Cleanup)]
    public void A_run_stays_interrupted_until_one_puts_the_target_right(string runs, RunKind? expected)
    {
        var journal = new List<JournalEntry>();
        foreach (var run in runs.Split(' ').Select(word => word.Split(':')))
        {
            var start = Start with { Run = Enum.Parse<RunKind>(run[0]) };
            journal.Add(start);
            journal.Add(start with { Kind = EntryKind.StepStarted, Step = "a step", Begun = null });
            if (run[1].Length > 0)
            {
                journal.Add(start with { Kind = EntryKind.RunEnded, Outcome = Enum.Parse<RunOutcome>(run[1]), Begun = null });
            }
        }

        Assert.Equal(expected, InterruptedRun.Find(journal)?.Start.Run);
    }
}
