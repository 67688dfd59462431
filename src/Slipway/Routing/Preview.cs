namespace Slipway.Routing;

/// <summary>The preview route: a request that names a slot in this header goes to that slot, whatever the split.</summary>
public static class Preview
{
    /// <summary>Name of the request header; its value is <c>blue</c> or <c>green</c>.</summary>
    public const string Header = "X-Slipway-Slot";
}
