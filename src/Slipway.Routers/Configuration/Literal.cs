namespace Slipway.Routers.Configuration;

/// <summary>A part of a line that is the program's own text, or was written through <see cref="ConfigurationText"/> already.</summary>
internal readonly record struct Literal(string Text);
