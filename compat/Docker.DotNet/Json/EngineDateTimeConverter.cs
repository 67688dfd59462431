using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Docker.DotNet.Json;

/// <summary>The engine writes points in time as ISO 8601 text in most places and as seconds since 1970 in lists.</summary>
internal sealed class EngineDateTimeConverter : IsoDateTimeConverter
{
    public override object ReadJson(JsonReader reader, Type objectType, object existingValue, JsonSerializer serializer) =>
        reader.TokenType == JsonToken.Integer
            ? DateTime.UnixEpoch.AddSeconds(Convert.ToInt64(reader.Value, System.Globalization.CultureInfo.InvariantCulture))
            : base.ReadJson(reader, objectType, existingValue, serializer);
}
