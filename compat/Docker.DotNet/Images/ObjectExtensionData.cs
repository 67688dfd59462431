using Newtonsoft.Json;

namespace Docker.DotNet.Models;

/// <summary>A message's free-form part, such as the digest of a push.</summary>
public class ObjectExtensionData
{
    [JsonExtensionData]
    public IDictionary<string, object> ExtensionData { get; set; }
}
