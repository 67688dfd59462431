using System.Text.Json;

namespace Slipway.Keeper;

/// <summary>The version that everything kept on the target bears as its <c>schema</c>.</summary>
internal static class RecordSchema
{
    /// <summary>Throws a <see cref="NewerSchemaException"/> for a version above <paramref name="known"/>.</summary>
    public static void RefuseNewer(string what, int schema, int known)
    {
        if (schema > known)
        {
            throw new NewerSchemaException(what, schema, known);
        }
    }

    /// <summary>The same for a text of which nothing but its version may be readable; a torn one has none.</summary>
    public static void RefuseNewer(string what, string json, int known) => RefuseNewer(what, Read(json) ?? known, known);

    private static int? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.Number
                && schema.TryGetInt32(out var version)
                    ? version
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
