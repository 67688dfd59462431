using Slipway.Routers.Foundation;
using Slipway.Routers.HAProxy;
using Slipway.Routing;

namespace Slipway.Routers.Tests.HAProxy;

/// <summary>How answers of the proxy are read. The texts are those of HAProxy 2.6.12.</summary>
public sealed class RuntimeAnswersTests
{
    private const string Columns = "# pxname,svname,scur,stot,status,check_status,check_code,check_desc,hrsp_5xx,req_tot,srv_abrt,rtime,-,";

    [Fact]
    public void The_answers_of_several_workers_are_told_apart()
    {
        var answers = WorkerAnswer.Parse(["= 31", "one", "", "two", "= 8", ""]);

        Assert.Equal([31, 8], answers.Select(answer => answer.ProcessId));
        Assert.Equal(["one", "two"], answers[0].Lines);
        Assert.Empty(answers[1].Lines);
    }

    [Fact]
    public void A_worker_that_ended_between_two_questions_is_left_out()
    {
        var answers = WorkerAnswer.Parse(["= 31", "one", "= 8", "Can't find the target PID matching the prefix '@!8'"]);

        Assert.Equal([31], answers.Select(answer => answer.ProcessId));
    }

    [Fact]
    public void An_answer_without_a_worker_is_an_error() =>
        Assert.Throws<RouterException>(() => WorkerAnswer.Parse(["Unknown command"]));

    [Fact]
    public void A_map_is_read_back_as_it_was_written()
    {
        Split[] splits =
        [
            Split.None, Split.All(Slot.Blue), Split.All(Slot.Green),
            Split.Weighted(Slot.Green, 10), Split.CanaryOf(Slot.Green, 0), Split.CanaryOf(Slot.Blue, 25),
        ];
        foreach (var split in splits)
        {
            var map = new LiveMap(split, Maintenance: true, new HashSet<Slot> { Slot.Green }, HoldUntil: 1_763_700_000_000, Generation: 2);
            var read = LiveMap.FromAnswer([.. map.ToFile().Split('\n').Select(line => $"0x563bb9646780 {line}")]);

            Assert.Equal(split, read.Split);
            Assert.True(read.Maintenance);
            Assert.Equal(new HashSet<Slot> { Slot.Green }, read.Admitted);
        }
    }

    [Theory]
    [InlineData("0x1 split 9999")]
    [InlineData("0x1 split x")]
    [InlineData("Unknown map identifier. Please use #<id> or <file>.")]
    public void A_map_that_makes_no_sense_is_an_error(string line) => Assert.Throws<RouterException>(() => LiveMap.FromAnswer([line]));

    [Fact]
    public void Statistics_are_summed_over_services_and_workers()
    {
        var current = StatisticsTable.Parse(
        [
            Columns,
            "web-blue,s,3,9,UP,L7OK,200,ok,1,,0,,-,",
            "web-blue,BACKEND,3,9,UP,,,,1,9,1,10,-,",
            "api-blue,BACKEND,1,1,UP,,,,0,1,0,20,-,",
            "web-green,BACKEND,7,7,UP,,,,7,7,7,7,-,",
        ]);
        var leaving = StatisticsTable.Parse([Columns, "web-blue,BACKEND,2,10,UP,,,,0,10,0,10,-,"]);

        var counters = SlotCounters.Sum([current, leaving], Slot.Blue);

        Assert.Equal((6, 20, 2, 1), (counters.InFlight, counters.Requests, counters.Errors, counters.Lost));
        Assert.Equal(10.5, counters.Latency, 3);
        Assert.Equal(new SlotStatistics(5, 1, TimeSpan.FromMilliseconds(10.5)) { Lost = 1 }, counters.Tally.Since(new SlotTally(15, 1)));
        Assert.Equal(20, counters.Tally.Since(new SlotTally(21, 2)).Requests);
    }

    [Theory]
    [InlineData("UP", "L7OK", true)]
    [InlineData("UP", "* L7OK", true)]
    [InlineData("UP", "INI", false)]
    [InlineData("UP 1/3", "L7OK", true)]
    [InlineData("DOWN", "L4CON", false)]
    [InlineData("MAINT", "L7OK", false)]
    public void A_server_is_up_only_by_a_check_that_was_answered(string status, string check, bool up) =>
        Assert.Equal(up, StatisticsTable.Parse([Columns, $"web-blue,s,0,0,{status},{check},200,,0,,0,,-,"]).Find("web-blue", "s")?.IsUp);

    [Fact]
    public void What_is_no_statistics_is_an_error() => Assert.Throws<RouterException>(() => StatisticsTable.Parse(["Permission denied"]));
}
