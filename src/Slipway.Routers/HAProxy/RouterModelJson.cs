using System.Text.Json.Serialization;

namespace Slipway.Routers.HAProxy;

[JsonSerializable(typeof(RouterModel))]
internal sealed partial class RouterModelJson : JsonSerializerContext;
