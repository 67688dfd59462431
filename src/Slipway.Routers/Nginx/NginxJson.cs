using System.Text.Json.Serialization;

namespace Slipway.Routers.Nginx;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(NginxState))]
[JsonSerializable(typeof(NginxSight))]
[JsonSerializable(typeof(ProbeAnswer))]
internal sealed partial class NginxJson : JsonSerializerContext;
