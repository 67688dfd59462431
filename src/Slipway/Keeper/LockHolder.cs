namespace Slipway.Keeper;

/// <summary>Who holds an application's lock.</summary>
/// <param name="By">User and machine.</param>
/// <param name="Command">What it runs: <c>Deploy</c>, <c>Rollback</c>.</param>
/// <param name="Since">Since when.</param>
public sealed record LockHolder(string By, string Command, DateTimeOffset Since);
