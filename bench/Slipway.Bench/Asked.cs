namespace Slipway.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Switches">Switches before each router.</param>
/// <param name="Time">For how long a proxy is asked in one go.</param>
internal sealed record Asked(int Switches, TimeSpan Time);
