using System.Text.Json;

namespace Slipway.EndToEnd.Tests.Soak;

/// <summary>The cases that a soak has played, each in a file of its own. A check keeps none and plays all of its few.</summary>
internal static class SoakCases
{
    private static string? Folder => Environment.GetEnvironmentVariable(SoakCase.FolderVariable);

    /// <summary>The case of that kind and name, when it was played in this run or in the part of it before an interruption.</summary>
    public static SoakCase? Find(string kind, string name) =>
        Folder is { } folder && FileOf(folder, kind, name) is var file && File.Exists(file)
            ? JsonSerializer.Deserialize<SoakCase>(File.ReadAllText(file))
            : null;

    /// <summary>Keeps a case that went well: one that failed is to be played again.</summary>
    public static void Keep(SoakCase played)
    {
        if (Folder is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        // Whole or not at all, whenever the run is interrupted.
        var whole = FileOf(folder, played.Kind, played.Name);
        File.WriteAllText($"{whole}.part", JsonSerializer.Serialize(played));
        File.Move($"{whole}.part", whole, overwrite: true);
    }

    private static string FileOf(string folder, string kind, string name) =>
        Path.Combine(folder, $"{string.Concat($"{kind} {name}".Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.json");
}
