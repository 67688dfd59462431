using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Docker.Engine;

/// <summary>
/// What a <c>.dockerignore</c> leaves out of a build context: a pattern a line, of which the last one that fits a path or a folder above it
/// decides; <c>!</c> takes back in, <c>#</c> begins a comment, <c>**</c> stands for any number of folders.
/// </summary>
internal sealed class IgnoredPaths
{
    public const string FileName = ".dockerignore";

    private readonly List<(Regex Pattern, bool Ignored)> rules = [];

    /// <exception cref="ArgumentException">A pattern makes no sense; the message names it.</exception>
    public IgnoredPaths(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => line.Trim('\uFEFF', ' ', '\t', '\r')).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var ignored = line[0] != '!';
            var segments = new Stack<string>();
            foreach (var segment in (ignored ? line : line[1..].Trim()).Split('/').Where(segment => segment is not ("" or ".")))
            {
                if (segment != ".." || !segments.TryPop(out _))
                {
                    segments.Push(segment);
                }
            }

            if (segments.Count > 0)
            {
                rules.Add((Compile(string.Join('/', segments.Reverse()), line), ignored));
            }
        }
    }

    /// <param name="path">Relative to the folder, with slashes.</param>
    public bool Contain(string path)
    {
        // A folder that is left out takes its content with it, which a later line may take back in.
        return rules.LastOrDefault(rule => Ancestry(path).Any(rule.Pattern.IsMatch)).Ignored;
    }

    /// <summary>The path and each folder above it.</summary>
    private static IEnumerable<string> Ancestry(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            yield return path[..end];
        }
    }

    private static Regex Compile(string pattern, string line)
    {
        var text = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            switch (pattern[at])
            {
                case '*' when pattern.AsSpan(at).StartsWith("**/"):
                    text.Append("(?:.*/)?");
                    at += 2;
                    break;
                case '*' when pattern.AsSpan(at).StartsWith("**"):
                    text.Append(".*");
                    at++;
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '[' when pattern.IndexOf(']', at + 1) is > 0 and var end:
                    text.Append(pattern, at, end - at + 1);
                    at = end;
                    break;
                case '\\' when at + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++at].ToString()));
                    break;
                default:
                    text.Append(Regex.Escape(pattern[at].ToString()));
                    break;
            }
        }

        try
        {
            return new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        }
        catch (RegexParseException error)
        {
            throw new ArgumentException($"The pattern '{line}' of {FileName} makes no sense: {error.Message}", nameof(pattern), error);
        }
    }
}
