using System.Runtime.CompilerServices;
using Slipway.Keeper;
using Slipway.Nuke.Console;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads of the runs on a target, as approved transcripts.</summary>
public sealed class HistoryScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public HistoryScreenTests() => screen = Screens.Of(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void History_of_every_kind_of_run()
    {
        IReadOnlyList<HistoryEntry> history =
        [
            new(Scene.Started(RunKind.Migrate, 1), RunOutcome.Released, null, TimeSpan.FromSeconds(2.5), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 2), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25), Scene.Record(2, Slot.Green),
                UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 3), RunOutcome.Failed, "The blue slot is not healthy.\nIts last lines: …",
                TimeSpan.FromMinutes(5), null, UnderWay: false),
            new(Scene.Started(RunKind.Rollback, 4, restores: 1), RunOutcome.Released, null, TimeSpan.FromMilliseconds(640),
                Scene.Record(4, Slot.Blue, restores: 1), UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 5), null, null, TimeSpan.FromSeconds(1), null, UnderWay: false),
            new(Scene.Started(RunKind.Recovery, 5), RunOutcome.NeedsPerson, "The router does not answer.", TimeSpan.FromSeconds(30), null,
                UnderWay: false),
            new(Scene.Started(RunKind.SwitchTraffic, 7, restores: 2), RunOutcome.Released, null, TimeSpan.FromMilliseconds(300),
                Scene.Record(7, Slot.Green, restores: 2), UnderWay: false),
            new(Canary(8), RunOutcome.Paused, null, TimeSpan.FromSeconds(6), null, UnderWay: false),
            new(Scene.Started(RunKind.Promote, 8), RunOutcome.Failed, "The canary is worse.", TimeSpan.FromSeconds(2), null,
                UnderWay: false),
            new(Scene.Started(RunKind.Abort, 8), RunOutcome.Released, null, TimeSpan.FromSeconds(1), null, UnderWay: false),
            new(Scene.Started(RunKind.Maintenance, 7), RunOutcome.Released, null, TimeSpan.FromMilliseconds(20), null, UnderWay: false),
            new(Scene.Started(RunKind.Maintenance, 7) with { Subject = "on, requests wait at most 30 s" }, RunOutcome.Released, null,
                TimeSpan.FromMilliseconds(20), null, UnderWay: false),
            new(Scene.Started(RunKind.Amend, 7) with { Subject = "timeouts/drain, verification/patience" }, RunOutcome.Released, null,
                TimeSpan.FromMilliseconds(20), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 6), null, null, TimeSpan.FromSeconds(3), null, UnderWay: true),
        ];
        screen.Write(history);
        Match();

        static JournalEntry Canary(int number)
        {
            var start = Scene.Started(RunKind.Deploy, number);
            return start with { Begun = start.Begun! with { Strategy = "canary" } };
        }
    }

    /// <summary>As wide as a terminal is at first.</summary>
    [Fact]
    public void History_on_a_narrow_screen()
    {
        IReadOnlyList<HistoryEntry> history =
        [
            new(Scene.Started(RunKind.Deploy, 2), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25), Scene.Record(2, Slot.Green),
                UnderWay: false),
            new(Scene.Started(RunKind.Rollback, 4, restores: 1), RunOutcome.Failed,
                "The blue slot was not healthy within 300 s: /health/ready answered 503 and said that its database is away.",
                TimeSpan.FromMinutes(5), null, UnderWay: false),
            new(Scene.Started(RunKind.Deploy, 5), RunOutcome.Interrupted, "interrupted", TimeSpan.FromSeconds(1), null, UnderWay: false),
        ];
        Screens.Of(output, width: 80).Write(history);
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > 80);
        Match();
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void History_shows_what_each_switch_cost_and_cuts_no_number(int width)
    {
        Screens.Of(output, width).Write(
        [
            new HistoryEntry(Scene.Started(RunKind.Deploy, 2), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25),
                Scene.Record(2, Slot.Green) with { Figures = Scene.Figures }, UnderWay: false),
            // Recorded by an earlier version.
            new HistoryEntry(Scene.Started(RunKind.Deploy, 1), RunOutcome.Released, null, TimeSpan.FromSeconds(7.25),
                Scene.Record(1, Slot.Blue), UnderWay: false),
        ]);
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > width);
        Approved.Match(output.ToString(), $"History_with_figures_on_{width}_columns");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void History_fits_the_screen_and_keeps_what_was_taken_over(int width)
    {
        string[] changes = [.. Enumerable.Range(1, 12).Select(number => $"services/number-{number}/verification/patience")];
        var start = Scene.Started(RunKind.Amend, 123456) with { Subject = string.Join(", ", changes) };
        Screens.Of(output, width).Write([new HistoryEntry(start, RunOutcome.Released, null, TimeSpan.FromHours(2), null, UnderWay: false)]);
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > width);
        Assert.All(["123456", "120 min 00 s", .. changes], text => Assert.Contains(text, output.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void History_of_nothing()
    {
        screen.Write(Array.Empty<HistoryEntry>());
        Assert.Equal("Nothing was released here yet.", output.ToString().Trim());
    }

    private void Match([CallerMemberName] string scenario = "") => Approved.Match(output.ToString(), scenario);
}
