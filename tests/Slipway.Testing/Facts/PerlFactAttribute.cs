namespace Slipway.Testing.Facts;

/// <summary>A test that runs a program of the target side on this machine. Skipped, and says why, where there is no Perl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PerlFactAttribute : FactAttribute
{
    public PerlFactAttribute() => Skip = Machine.WithoutPerl;
}
