/// <summary>How long a suite took when it last came to its end, and of how many tests.</summary>
internal sealed record SuiteTime(double Seconds, int Tests);
