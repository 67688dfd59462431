namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>An absolute address with the scheme http or https.</summary>
public sealed class WebAddressAttribute : ParameterKindAttribute
{
    /// <inheritdoc/>
    public override string Expected => "an http or https address";

    /// <inheritdoc/>
    public override object? Read(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
