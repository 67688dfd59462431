using System.Text.Json.Serialization;

namespace Slipway.Routers.Traefik;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DynamicFile))]
internal sealed partial class DynamicFileJson : JsonSerializerContext;
