using System.Globalization;

namespace Slipway.Docker.Hosting;

/// <summary>
/// The file in which a daemon says which process it is. A daemon that was killed leaves it behind, and if its number has gone to another
/// program since, the next one takes that for itself and does not start.
/// </summary>
internal static class PidFile
{
    /// <summary>Removes the file if the process that it names is not this program. A missing file is fine.</summary>
    /// <param name="path">The file.</param>
    /// <param name="program">The program's name as <c>/proc</c> shows it, at most 15 characters.</param>
    public static void RemoveStale(string path, string program)
    {
        if (File.Exists(path)
            && (!int.TryParse(File.ReadAllText(path).Trim(), CultureInfo.InvariantCulture, out var process) || !Runs(process, program)))
        {
            File.Delete(path);
        }
    }

    private static bool Runs(int process, string program)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/comm");
        try
        {
            return string.Equals(File.ReadAllText(name).Trim(), program, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It ended, just now or long ago.
            return false;
        }
    }
}
