using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Keeper;

/// <summary>An object with a reference an image, as it always was. What stands there and is none by digest is left out.</summary>
internal sealed class ImageDigestDictionaryConverter : JsonConverter<ImageDigestDictionary>
{
    public override ImageDigestDictionary Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var image = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                references[image] = reader.GetString()!;
            }
            else
            {
                reader.Skip();
            }
        }

        return ImageDigestDictionary.Among(references);
    }

    public override void Write(Utf8JsonWriter writer, ImageDigestDictionary value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (image, reference) in value)
        {
            writer.WriteString(image, reference);
        }

        writer.WriteEndObject();
    }
}
