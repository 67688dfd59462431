namespace Slipway.Tests.Journal;

/// <summary>A test that runs the keeper's script on this machine. Skipped, and says why, where there is no Perl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PerlFactAttribute : FactAttribute
{
    public PerlFactAttribute() => Skip = Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, "perl")))
        ? null
        : "perl is not on the PATH";
}
