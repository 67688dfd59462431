using Slipway.Applications;

namespace Slipway.Hosts;

/// <summary>What the labels of a shared service's container tell of its description, that the engine does not show.</summary>
internal static class SharedServiceLabels
{
    /// <summary>The value of <see cref="ResourceNames.SharedSecretsLabel"/>.</summary>
    /// <param name="shared">The description.</param>
    public static string Secrets(SharedService shared) => string.Join(' ', shared.Secrets.Select(secret => secret.Name));

    /// <summary>The value of <see cref="ResourceNames.VariablesLabel"/>.</summary>
    /// <param name="shared">The description.</param>
    public static string Variables(SharedService shared) => string.Join(' ', shared.Environment.Keys.Order(StringComparer.Ordinal));
}
