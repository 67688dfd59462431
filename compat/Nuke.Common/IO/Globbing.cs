using System.Text;
using System.Text.RegularExpressions;
using SystemPath = System.IO.Path;

namespace Nuke.Common.IO;

/// <summary>
/// File search by pattern: <c>*</c> within a name, <c>**</c> across directories, <c>?</c>, <c>{a,b}</c>; a leading <c>!</c> takes away.
/// </summary>
public static class Globbing
{
    public static IReadOnlyCollection<AbsolutePath> GlobFiles(this AbsolutePath directory, params string[] patterns) =>
        Find(directory, patterns, Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories));

    private static List<AbsolutePath> Find(AbsolutePath directory, string[] patterns, IEnumerable<string> candidates)
    {
        var include = patterns.Where(pattern => !pattern.StartsWith('!')).Select(Compile).ToList();
        var exclude = patterns.Where(pattern => pattern.StartsWith('!')).Select(pattern => Compile(pattern[1..])).ToList();
        return candidates
            .Select(path => (Path: path, Relative: SystemPath.GetRelativePath(directory, path).Replace('\\', '/')))
            .Where(file => include.Any(regex => regex.IsMatch(file.Relative)) && !exclude.Any(regex => regex.IsMatch(file.Relative)))
            .Select(file => AbsolutePath.Create(file.Path))
            .OrderBy(path => (string)path, StringComparer.Ordinal)
            .ToList();
    }

    private static Regex Compile(string pattern)
    {
        var regex = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                regex.Append("(?:[^/]+/)*");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(pattern[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' => ")",
                    ',' => "|",
                    '\\' => "/",
                    var other => Regex.Escape(other.ToString()),
                });
            }
        }

        var options = OperatingSystem.IsWindows() ? RegexOptions.IgnoreCase : RegexOptions.None;
        return new Regex(regex.Append('$').ToString(), options | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }
}
