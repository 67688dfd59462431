namespace Slipway.EndToEnd.Deployer.Killing;

/// <summary>Where a deployer kills itself, or stops itself.</summary>
/// <param name="Entry">Which of the journal entries that this process writes, 1 for the first.</param>
/// <param name="Moment">On which side of it.</param>
/// <param name="Freeze">Stop (SIGSTOP), until somebody sends SIGCONT, instead of dying: a machine that vanished and comes back.</param>
public sealed record KillPoint(int Entry, KillMoment Moment, bool Freeze = false);
