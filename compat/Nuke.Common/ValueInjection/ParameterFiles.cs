using System.Text.Json;
using Nuke.Common.IO;

namespace Nuke.Common.ValueInjection;

/// <summary>
/// <c>.nuke/parameters.json</c> and the <c>parameters.&lt;profile&gt;.json</c> of the loaded profiles; the last profile wins.
/// </summary>
internal sealed class ParameterFiles
{
    private readonly List<(string File, Dictionary<string, JsonElement> Values)> files = [];

    public ParameterFiles(AbsolutePath directory, IEnumerable<string> profiles)
    {
        foreach (var profile in profiles.Reverse())
        {
            var file = directory / $"parameters.{profile}.json";
            Assert.FileExists(file, $"Profile '{profile}' has no file '{file}'.");
            Read(file);
        }

        if ((directory / "parameters.json").FileExists())
            Read(directory / "parameters.json");
    }

    /// <summary>The values under the name and the file they stand in, or null.</summary>
    public (string File, IReadOnlyList<string> Values)? Find(string name)
    {
        var wanted = ParameterMember.Normalize(name);
        foreach (var (file, values) in files)
        {
            if (values.TryGetValue(wanted, out var element))
                return (file, Texts(element));
        }

        return null;
    }

    private void Read(AbsolutePath file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.ReadAllText(),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            files.Add((file.Name, document.RootElement.EnumerateObject()
                .GroupBy(property => ParameterMember.Normalize(property.Name), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Last().Value.Clone(), StringComparer.Ordinal)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{file}' is not a JSON object of parameters: {exception.Message}", exception);
        }
    }

    private static List<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(item => item.ToString()).ToList(),
        JsonValueKind.Null => [],
        _ => [element.ToString()],
    };
}
