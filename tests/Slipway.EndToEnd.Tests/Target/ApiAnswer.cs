namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// What answers at <see cref="Deployer.ShopDescription.ApiPath"/>: the second service where there is one, else the only one.
/// </summary>
internal sealed record ApiAnswer(string? Release, string? Slot);
