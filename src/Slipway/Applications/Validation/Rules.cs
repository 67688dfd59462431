using System.Text.RegularExpressions;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>What several sections of a description ask of a value: each grammar and each range stands here once.</summary>
internal static partial class Rules
{
    /// <summary>Where one of several parts stands: by its name, and by its place among them where it has none.</summary>
    public static string PathOf(string section, string name, int index) =>
        IsNameless(name) ? $"{section}[{index}]" : $"{section}.{name}";

    /// <summary>Whether a name says nothing: whatever several nameless parts have in common is not their name.</summary>
    public static bool IsNameless(string name) => string.IsNullOrWhiteSpace(name);

    /// <summary>A name that containers, volumes and labels are made of.</summary>
    public static IEnumerable<SpecificationFault> Name(string path, string name) => Unless(NameGrammar().IsMatch(name), path,
        $"a name of lower-case letters, digits and dashes, at most 40, that starts with a letter is expected, not \"{name}\"");

    /// <summary>A repository's name, without registry, tag and digest.</summary>
    public static IEnumerable<SpecificationFault> Repository(string path, string name) =>
        Unless(RepositoryGrammar().IsMatch(name), path, $"the engine would refuse the image name \"{name}\"");

    public static IEnumerable<SpecificationFault> Image(string path, ImageSource image) =>
    [
        .. Repository($"{path}.name", image.Name),
        .. Unless(image.Dockerfile.Length > 0, $"{path}.dockerfile", "a path is expected"),
        .. Unless(image.Context.Length > 0, $"{path}.context", "a path is expected"),
    ];

    public static IEnumerable<SpecificationFault> Command(string path, IReadOnlyList<string> command) =>
        Unless(!command.Any(word => word.Contains('\0', StringComparison.Ordinal)), path,
            "a word of a command can't hold a null character");

    public static IEnumerable<SpecificationFault> Environment(string path, IReadOnlyDictionary<string, string> environment) =>
        environment.SelectMany(IEnumerable<SpecificationFault> (variable, index) =>
        [
            .. Unless(VariableGrammar().IsMatch(variable.Key), PathOf(path, variable.Key, index),
                "a variable's name is letters, digits and underscores, and does not start with a digit"),
            .. Unless(!variable.Value.Contains('\0', StringComparison.Ordinal), PathOf(path, variable.Key, index),
                "a value can't hold a null character"),
        ]);

    public static IEnumerable<SpecificationFault> Secrets(string path, IReadOnlyList<SecretFile> secrets) =>
    [
        .. secrets.Select((secret, index) => (secret.Name, Path: PathOf(path, secret.Name, index))).Distinct().SelectMany(
            secret => Unless(SecretGrammar().IsMatch(secret.Name), secret.Path,
                "a secret's name is lower-case letters, digits, dashes and underscores, at most 60, and starts with a letter")),
        .. secrets.Where(secret => !IsNameless(secret.Name)).GroupBy(secret => secret.Name, StringComparer.Ordinal).SelectMany(
            group => Unless(group.Count() == 1, $"{path}.{group.Key}", "is there more than once")),
    ];

    /// <summary>Memory and processes of a container.</summary>
    public static IEnumerable<SpecificationFault> Limits(string path, int megabytes, int processes) =>
    [
        .. UnlessWithin($"{path}.memoryMegabytes", megabytes, 16, 1_048_576),
        .. UnlessWithin($"{path}.processLimit", processes, 1, 65_536),
    ];

    /// <summary>The user that a container runs as. <paramref name="least"/> is 0 where root is allowed.</summary>
    public static IEnumerable<SpecificationFault> User(string path, int userId, int least = 1) =>
        UnlessWithin($"{path}.userId", userId, least, 65_535);

    public static IEnumerable<SpecificationFault> Port(string path, int port) => UnlessWithin(path, port, 1, 65_535);

    /// <summary>The path of a request, with or without a query.</summary>
    public static IEnumerable<SpecificationFault> UrlPath(string path, string value) => Unless(UrlPathGrammar().IsMatch(value), path,
        $"a path that starts with a slash is expected, of letters, digits and /._~-%?=&, not \"{value}\"");

    /// <summary>A path in a container.</summary>
    public static IEnumerable<SpecificationFault> AbsolutePath(string path, string value) =>
        Unless(AbsolutePathGrammar().IsMatch(value), path, $"an absolute path is expected, not \"{value}\"");

    [GeneratedRegex(@"\A[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameGrammar();

    /// <summary>A repository path component list, by the grammar of the distribution specification.</summary>
    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryGrammar();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariableGrammar();

    [GeneratedRegex(@"\A[a-z][a-z0-9_-]{0,59}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretGrammar();

    [GeneratedRegex(@"\A/[A-Za-z0-9/._~%?=&-]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPathGrammar();

    /// <summary>No dots that climb: a mount is where it says.</summary>
    [GeneratedRegex(@"\A(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._-]+)+/?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AbsolutePathGrammar();
}
