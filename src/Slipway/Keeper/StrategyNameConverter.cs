using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Keeper;

/// <summary>
/// A strategy's name. Until journals of schema 3 and records of schema 2 it stood there as one of four words of another form.
/// </summary>
internal sealed class StrategyNameConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "BlueGreen" => "blue-green",
        "Recreate" => "recreate",
        "Rolling" => "rolling",
        "Canary" => "canary",
        var name => name,
    };

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
