using System.Security.Cryptography;
using System.Text;
using Nuke.Common.IO;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>What the last build achieved, for <c>--continue</c> with the same arguments.</summary>
internal static class BuildAttempt
{
    private static AbsolutePath LogFile => NukeBuild.TemporaryDirectory / "build-attempt.log";

    /// <summary>The targets that succeeded, or none when the arguments were others.</summary>
    public static IReadOnlyCollection<string> Read(IEnumerable<string> arguments)
    {
        if (!LogFile.FileExists())
            return [];
        var lines = LogFile.ReadAllLines();
        if (lines.Length > 0 && string.Equals(lines[0], Key(arguments), StringComparison.Ordinal))
            return lines[1..];
        Log.Warning("The last attempt had other arguments: all targets run");
        return [];
    }

    /// <summary>What was skipped because it succeeded before still counts as succeeded.</summary>
    public static void Write(IEnumerable<string> arguments, NukeBuild build) => LogFile.WriteAllLines(
    [
        Key(arguments),
        .. build.ExecutionPlan
            .Where(target =>
                target.Status == ExecutionStatus.Succeeded || string.Equals(target.Skipped, Skipping.LastAttempt, StringComparison.Ordinal))
            .Select(target => target.Name),
    ]);

    // A digest, because arguments may hold secrets.
    private static string Key(IEnumerable<string> arguments)
    {
        var relevant = arguments.Where(argument => !argument.Equals("--continue", StringComparison.OrdinalIgnoreCase));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', relevant))));
    }
}
