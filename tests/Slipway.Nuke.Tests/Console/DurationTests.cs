using Slipway.Nuke.Console;

namespace Slipway.Nuke.Tests.Console;

public sealed class DurationTests
{
    [Theory]
    [InlineData("00:00:00", "0 ms")]
    [InlineData("00:00:00.0854", "85 ms")]
    [InlineData("00:00:00.9994", "999 ms")]
    [InlineData("00:00:01", "1.0 s")]
    [InlineData("00:00:03.24", "3.2 s")]
    [InlineData("00:01:59.9", "119.9 s")]
    [InlineData("00:02:00", "2 min 00 s")]
    [InlineData("00:02:05.4", "2 min 05 s")]
    [InlineData("01:00:59", "60 min 59 s")]
    public void Duration_is_written_as_people_read_it(string duration, string expected) =>
        Assert.Equal(expected, Duration.Format(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("00:00:00.9999", "1.0 s")]
    [InlineData("00:01:59.99", "2 min 00 s")]
    public void Duration_that_rounds_up_to_the_next_unit_is_written_in_it(string duration, string expected) =>
        Assert.Equal(expected, Duration.Format(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)));
}
