namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>Where a deployer kills itself.</summary>
/// <param name="Entry">Which of the journal entries that this process writes, 1 for the first.</param>
/// <param name="Moment">On which side of it.</param>
public sealed record KillPoint(int Entry, KillMoment Moment);
