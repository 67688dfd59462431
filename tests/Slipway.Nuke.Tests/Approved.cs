using System.Runtime.CompilerServices;

namespace Slipway.Nuke.Tests;

/// <summary>Compares a text with the one in <c>Approved</c> that bears the test's name.</summary>
internal static class Approved
{
    /// <summary>On a difference writes <c>*.received.txt</c> beside the approved file: move it over that file to approve it.</summary>
    public static void Match(string received, [CallerMemberName] string scenario = "")
    {
        var folder = Path.Combine(Repository.TestProject, "Approved");
        Directory.CreateDirectory(folder);
        var approvedFile = Path.Combine(folder, $"{scenario}.txt");
        var receivedFile = Path.Combine(folder, $"{scenario}.received.txt");

        // What a table pads its lines with is nothing that a reader sees.
        received = string.Join('\n', received.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (approved == received)
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, received);
        Assert.Fail($"{scenario} differs from what was approved.\n--- approved\n{approved}\n--- received\n{received}");
    }
}
