using System.Text.Json;

namespace Slipway.Verification;

/// <summary>
/// What a service answers about its version: JSON with a <c>version</c> text. A byte order mark before it, as some editors write into a
/// file, is not part of it.
/// </summary>
internal static class VersionAnswer
{
    /// <summary>Null when <paramref name="body"/> names the expected version, else what it is instead.</summary>
    public static string? Check(string body, string expected)
    {
        try
        {
            using var document = JsonDocument.Parse(body.TrimStart('\uFEFF'));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String
                ? version.GetString() == expected ? null : $"version {version.GetString()}"
                : "JSON without a \"version\" text";
        }
        catch (JsonException)
        {
            return "an answer that is not JSON";
        }
    }
}
