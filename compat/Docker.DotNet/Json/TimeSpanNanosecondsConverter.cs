namespace Docker.DotNet;

internal sealed class TimeSpanNanosecondsConverter() : TimeSpanNumberConverter(ticksPerUnit: 1, TimeSpan.NanosecondsPerTick);
