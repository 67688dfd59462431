using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Slipway.Applications;

/// <summary>
/// The JSON form of what a release remembers of its description. By reflection: a property that a record lacks has its default, and the
/// settings of a way to release may be of anybody's type.
/// </summary>
internal static class DescriptionJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            // What is derived from other properties.
            IgnoreReadOnlyProperties = true,
            Converters = { new JsonStringEnumConverter(), new SecretConverter(), new SettingsConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutSecrets } },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Whatever record a value of a secret stands in, it is not written.</summary>
    private static void LeaveOutSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.PropertyType == typeof(Secret)))
        {
            property.ShouldSerialize = (_, _) => false;
        }
    }

    /// <summary>Never writes a value and never reads one.</summary>
    private sealed class SecretConverter : JsonConverter<Secret?>
    {
        public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, Secret? value, JsonSerializerOptions options) => writer.WriteNullValue();
    }

    /// <summary>Settings by the name of their way.</summary>
    private sealed class SettingsConverter : JsonConverter<StrategySettings>
    {
        public override StrategySettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var kept = JsonElement.ParseValue(ref reader);
            return kept.ValueKind == JsonValueKind.Object && kept.TryGetProperty("name", out var name)
                && name.ValueKind == JsonValueKind.String && kept.TryGetProperty("settings", out var settings)
                    ? new KeptSettings(name.GetString()!, settings)
                    : throw new JsonException("The name and the settings of a strategy are expected.");
        }

        public override void Write(Utf8JsonWriter writer, StrategySettings value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("name", value.Name);
            writer.WritePropertyName("settings");
            if (value is KeptSettings kept)
            {
                kept.Json.WriteTo(writer);
            }
            else
            {
                JsonSerializer.Serialize(writer, value, value.GetType(), options);
            }

            writer.WriteEndObject();
        }
    }
}
