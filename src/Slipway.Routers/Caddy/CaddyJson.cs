using System.Text.Json.Serialization;

namespace Slipway.Routers.Caddy;

[JsonSerializable(typeof(CaddyState))]
internal sealed partial class CaddyJson : JsonSerializerContext;
