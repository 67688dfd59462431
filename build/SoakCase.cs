/// <summary>One case of a soak that was played: a file of its own, so that a run which was interrupted goes on behind it.</summary>
/// <param name="Kind">What was done: <see cref="Kill"/>, <see cref="Cut"/> or <see cref="Sequence"/>.</param>
/// <param name="Strategy">How the release was to go live; of a sequence, <c>any</c>.</param>
/// <param name="Router">The proxy before it.</param>
/// <param name="Name">Which case; with the seed it repeats it.</param>
/// <param name="Requests">Requests sent meanwhile.</param>
/// <param name="Lost">Those that were lost to anything but a maintenance page which the case itself turned on.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record SoakCase(string Kind, string Strategy, string Router, string Name, int Requests, int Lost, double Seconds)
{
    public const string Kill = "kill";
    public const string Cut = "lost reply";
    public const string Sequence = "random sequence";

    /// <summary>Environment variable with the folder of the cases; without it none is kept.</summary>
    public const string FolderVariable = "SLIPWAY_SOAK_CASES";
}
