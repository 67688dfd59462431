using System.Text.Json.Nodes;

namespace Slipway.Tests.Upgrade;

/// <summary>JSON merge patches (RFC 7396): what is null in the patch goes, objects are merged, everything else is replaced.</summary>
internal static class MergePatch
{
    /// <summary>Returns the patched copy.</summary>
    public static JsonObject Apply(JsonObject document, JsonObject patch)
    {
        var patched = document.DeepClone().AsObject();
        foreach (var (name, change) in patch)
        {
            if (change is null)
            {
                patched.Remove(name);
            }
            else
            {
                patched[name] = change is JsonObject inner ? Apply(patched[name] as JsonObject ?? [], inner) : change.DeepClone();
            }
        }

        return patched;
    }
}
