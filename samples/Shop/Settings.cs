using System.Globalization;

namespace Shop;

/// <summary>Reads bounded whole numbers from the environment.</summary>
internal static class Settings
{
    /// <summary>The whole number in <paramref name="name"/>, or <paramref name="fallback"/> where it is not set.</summary>
    /// <exception cref="SettingException">It is not a whole number from <paramref name="least"/> to <paramref name="most"/>.</exception>
    public static int Number(this IConfiguration configuration, string name, int fallback, int least, int most)
    {
        string? text = configuration[name];
        if (string.IsNullOrWhiteSpace(text))
        {
            return fallback;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least
            && number <= most
            ? number
            : throw new SettingException($"{name}: a whole number from {least} to {most} was expected, found '{text}'");
    }
}
