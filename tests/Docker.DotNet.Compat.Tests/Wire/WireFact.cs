using System.Text;

namespace Docker.DotNet.Compat.Tests.Wire;

/// <summary>One call of the official client as it was observed: what it sent, and what came out of the call.</summary>
/// <param name="Request">The bytes on the wire, or empty when nothing was sent.</param>
/// <param name="Outcome">What the call returned, reported or threw, a line each.</param>
public sealed record WireFact(string Request, IReadOnlyList<string> Outcome)
{
    private const string Sent = "   >> ";

    /// <summary>The observations by name, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, WireFact> All { get; } = Read();

    private static Dictionary<string, WireFact> Read()
    {
        using var resource = typeof(WireFact).Assembly.GetManifestResourceStream("docker-dotnet-wire.txt")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split("## ", StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToDictionary(StringComparer.Ordinal);
    }

    private static KeyValuePair<string, WireFact> Parse(string section)
    {
        var lines = section.TrimEnd().Split('\n');
        var request = new StringBuilder();
        var outcome = new List<string>();
        var inHeaders = false;
        foreach (var line in lines.Skip(1))
        {
            if (line.StartsWith(Sent, StringComparison.Ordinal))
            {
                var parts = line[Sent.Length..].Split(" | ", 2);
                request.Append(parts[0]).Append("\r\n").Append(parts[1]).Append("\r\n");
                inHeaders = true;
            }
            else if (inHeaders && line.StartsWith(" | ", StringComparison.Ordinal))
            {
                request.Append("\r\n").Append(line[3..]);
                inHeaders = false;
            }
            else if (inHeaders)
            {
                request.Append(line).Append("\r\n");
            }
            else if (line.Trim() is { Length: > 0 } text && !string.Equals(text, "ok", StringComparison.Ordinal))
            {
                outcome.Add(text);
            }
        }

        return new(lines[0].Trim(), new WireFact(request.ToString(), outcome));
    }
}
