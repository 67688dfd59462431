namespace Slipway.Routers.Foundation;

/// <summary>A value that must not stand in a proxy's configuration or command: it could end its token and begin another.</summary>
/// <param name="what">What is expected, as the beginning of a sentence.</param>
/// <param name="value">What is there; the message shows its first 80 characters, none of them a control character.</param>
public sealed class ConfigurationValueException(string what, string? value)
    : UsageException($"{Describe(what, value)}. Nothing was changed.")
{
    internal static string Describe(string what, string? value) => $"{what} is expected, not \"{Visible(value)}\"";

    private static string Visible(string? value) =>
        string.Concat((value ?? "").Take(80).Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()));
}
