namespace Docker.DotNet;

internal sealed class TimeSpanSecondsConverter() : TimeSpanNumberConverter(TimeSpan.TicksPerSecond, unitsPerTick: 1);
