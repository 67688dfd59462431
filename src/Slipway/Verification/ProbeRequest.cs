namespace Slipway.Verification;

/// <summary>One kind of request that the open-loop probe sends.</summary>
/// <param name="Path">Path and query, starts with a slash.</param>
/// <param name="Weight">How often it is sent in proportion to the others, 1 to 1000. Default 1.</param>
/// <param name="BodyBytes">A request body of this many bytes, sent by POST; 0, the default, sends a GET.</param>
internal sealed record ProbeRequest(string Path, int Weight = 1, int BodyBytes = 0)
{
    public HttpMethod Method => BodyBytes > 0 ? HttpMethod.Post : HttpMethod.Get;

    public static implicit operator ProbeRequest(string path) => FromString(path);

    /// <summary>A GET of this path.</summary>
    public static ProbeRequest FromString(string path) => new(path);
}
