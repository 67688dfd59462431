namespace Slipway.EndToEnd.Tests;

/// <summary>A release's process ends with an exit code that has a name.</summary>
internal static class ExitCodeExpectation
{
    /// <summary>Fails with everything that the process said.</summary>
    public static Ended Expect(this Ended ended, ExitCode exitCode) => ended.Expect((int)exitCode);
}
