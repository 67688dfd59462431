using System.Text.Json.Serialization;

namespace Slipway.Routers.Nginx;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NginxSight))]
[JsonSerializable(typeof(ProbeAnswer))]
internal sealed partial class NginxJson : JsonSerializerContext;
