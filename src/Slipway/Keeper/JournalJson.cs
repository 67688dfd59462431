using System.Text.Json.Serialization;

namespace Slipway.Keeper;

/// <summary>The JSON form of everything that is kept on the target.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(ReleaseRecord))]
[JsonSerializable(typeof(LockHolder))]
internal sealed partial class JournalJson : JsonSerializerContext;
