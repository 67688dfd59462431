using System.Runtime.CompilerServices;

namespace Slipway.Testing.Files;

/// <summary>
/// Compares a text with the approved one: it bears the test's name, in the nearest folder <c>Approved</c> at or above the test's source.
/// </summary>
public static class Approved
{
    /// <summary>On a difference writes <c>*.received.txt</c> beside the approved file: move it over that file to approve it.</summary>
    public static void Match(string received, [CallerMemberName] string scenario = "", [CallerFilePath] string source = "")
    {
        // What a table pads its lines with is nothing that a reader sees.
        var lines = received.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        MatchFile(string.Join('\n', lines).Trim('\n') + "\n", $"{scenario}.txt", source);
    }

    /// <summary>Compares to the last space. On a difference writes <c>*.received.txt</c>, as above.</summary>
    /// <param name="name">Of the approved file.</param>
    public static void MatchFile(string received, string name, [CallerFilePath] string source = "")
    {
        var folder = FindFolder(source);
        var approvedFile = Path.Combine(folder, name);
        var receivedFile = Path.Combine(folder, Path.ChangeExtension(name, ".received.txt"));
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (approved == received)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail(
            $"{name} differs from what was approved (- approved, + received):\n{Difference(approved.Split('\n'), received.Split('\n'))}\n"
            + $"To approve what was received: mv {Relative(receivedFile)} {Relative(approvedFile)}");
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    private static string FindFolder(string source)
    {
        for (var folder = Path.GetDirectoryName(source); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var approved = Path.Combine(folder, "Approved");
            if (Directory.Exists(approved))
            {
                return approved;
            }
        }

        throw new DirectoryNotFoundException($"There is no folder Approved at or above {source}.");
    }

    /// <summary>The lines by their longest common subsequence.</summary>
    private static string Difference(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add($"  {old[i++]}");
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add($"- {old[i++]}");
            }
            else
            {
                lines.Add($"+ {now[j++]}");
            }
        }

        return string.Join('\n', lines);
    }
}
