using System.Runtime.CompilerServices;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Planning;

/// <summary>Compares a text with the one in <c>Planning/Approved</c> that bears the test's name.</summary>
internal static class Approved
{
    /// <summary>On a difference writes <c>*.received.txt</c> beside the approved file: move it over that file to approve it.</summary>
    public static void Match(string received, [CallerMemberName] string scenario = "")
    {
        var folder = Path.Combine(Repository.TestProject, "Planning", "Approved");
        var approvedFile = Path.Combine(folder, $"{scenario}.txt");
        var receivedFile = Path.Combine(folder, $"{scenario}.received.txt");
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (approved == received)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{scenario} differs from what was approved (- approved, + received):\n{Difference(approved.Split('\n'), received.Split('\n'))}");
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
