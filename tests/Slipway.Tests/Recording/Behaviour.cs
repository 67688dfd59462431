namespace Slipway.Tests.Recording;

/// <summary>How an image behaves, by a word in its reference.</summary>
internal static class Behaviour
{
    public const string Good = "good";
    public const string Unhealthy = "unhealthy";
    public const string WrongVersion = "wrongversion";
    /// <summary>Good in every check before the switch, broken on the live route.</summary>
    public const string BreaksLive = "breakslive";
    /// <summary>Good in every check; every fifth request fails.</summary>
    public const string Failing = "failsoften";
    /// <summary>Good in every check; ten times as slow.</summary>
    public const string Slow = "tenfold";
    public const string Missing = "missing";
    public const string FailingMigration = "failingmigration";

    public static bool Healthy(string image) => !image.Contains(Unhealthy, StringComparison.Ordinal);

    public static bool Migrates(string image) => !image.Contains(FailingMigration, StringComparison.Ordinal);

    public static bool ServesLive(string image) => !image.Contains(BreaksLive, StringComparison.Ordinal);

    public static bool Errs(string image) => image.Contains(Failing, StringComparison.Ordinal);

    public static bool IsSlow(string image) => image.Contains(Slow, StringComparison.Ordinal);

    public static string? Version(RecordedContainer container) =>
        container.Spec.Image.Contains(WrongVersion, StringComparison.Ordinal) ? "0.0.0" : container.Version;
}
