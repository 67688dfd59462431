namespace Slipway.Routers.Configuration;

/// <summary>A value that must not stand in a proxy's configuration or command: it could end its token and begin another.</summary>
public sealed class ConfigurationValueException(string what, string? value)
    : UsageException($"{what} is expected, not \"{Visible(value)}\". Nothing was changed.")
{
    private static string Visible(string? value) =>
        string.Concat((value ?? "").Take(80).Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));
}
