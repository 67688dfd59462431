namespace Slipway.Bench.Routers;

/// <summary>One router's lines of the tables of routers.</summary>
/// <param name="Router">Its name and version.</param>
/// <param name="Obstacle">Why it was not measured; null: it was.</param>
/// <param name="Failed">Whether it is to be had here and was not measured all the same.</param>
/// <param name="Switches">Null where it was not measured.</param>
/// <param name="Path">Null where it was not measured.</param>
/// <param name="Crowds">Empty where it was not measured.</param>
internal sealed record RouterRow(
    string Router, string? Obstacle, bool Failed, SwitchSeries? Switches, DataPath? Path, IReadOnlyList<Crowd> Crowds);
