using System.Text.Json.Serialization;

namespace Slipway.Routers.Foundation;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(DurableState))]
internal sealed partial class DurableStateJson : JsonSerializerContext;
