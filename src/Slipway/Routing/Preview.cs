using System.Security.Cryptography;
using Slipway.Applications;

namespace Slipway.Routing;

/// <summary>
/// The preview route: a request that names a slot in one header, and bears the token of what runs there in another, goes to that slot,
/// whatever the split. Neither header ever gets to the application.
/// </summary>
public static class Preview
{
    /// <summary>Name of the request header; its value is <c>blue</c> or <c>green</c>. Answers say in it which slot they are of.</summary>
    public const string Header = "X-Slipway-Slot";

    /// <summary>Name of the request header that bears the token (see <see cref="RoutingTable.PreviewToken"/>).</summary>
    public const string TokenHeader = "X-Slipway-Token";

    /// <summary>A token that nobody can guess: 32 hexadecimal digits in lower case.</summary>
    public static Secret NewToken() => new(RandomNumberGenerator.GetHexString(32, lowercase: true));
}
