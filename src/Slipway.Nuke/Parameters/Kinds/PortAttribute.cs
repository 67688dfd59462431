namespace Slipway.Nuke.Parameters.Kinds;

/// <summary>A port of a host, 1 to 65535.</summary>
public sealed class PortAttribute : ParameterKindAttribute
{
    private static readonly NumberAttribute Number = new(1, 65_535);

    /// <inheritdoc/>
    public override string Expected => Number.Expected;

    /// <inheritdoc/>
    public override object? Read(string text) => Number.Read(text);
}
