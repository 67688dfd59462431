namespace Slipway.Keeper;

/// <summary>What came back over a connection that the keeper holds.</summary>
/// <param name="Connection">By what it is read on; null when the other side has closed it.</param>
/// <param name="Bytes">All since the last time; none when nothing has come yet.</param>
internal sealed record ExchangedBytes(string? Connection, byte[] Bytes);
