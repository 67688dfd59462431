using System.Text.RegularExpressions;
using static Slipway.Errors.SpecificationFault;

namespace Slipway.Applications.Validation;

/// <summary>Faults of what outlives releases: the shared services.</summary>
internal static partial class SharedServiceValidator
{
    public static IEnumerable<SpecificationFault> Find(string path, SharedService shared) =>
    [
        .. Rules.Name(path, shared.Name),
        .. Rules.Repository($"{path}.recipe.repository", shared.Recipe.Repository),
        .. Unless(shared.Recipe.Fault is null, $"{path}.recipe", $"a Dockerfile is expected: {shared.Recipe.Fault}"),
        .. shared.DataPath is { } data ? Rules.AbsolutePath($"{path}.dataPath", data) : [],
        .. shared.TemporaryFolders.SelectMany(folder => Rules.AbsolutePath($"{path}.temporaryFolders", folder)),
        .. shared.Capabilities.SelectMany(capability => Unless(Capability().IsMatch(capability), $"{path}.capabilities",
            $"a capability in capitals, without the CAP_ prefix, is expected, not \"{capability}\"")),
        .. Rules.Command($"{path}.readyCommand", shared.ReadyCommand),
        .. Rules.Environment($"{path}.environment", shared.Environment),
        .. Rules.Secrets($"{path}.secrets", shared.Secrets),
        .. Rules.Limits(path, shared.MemoryMegabytes, shared.ProcessLimit),
        .. Rules.User(path, shared.UserId, least: 0),
    ];

    [GeneratedRegex(@"\A(?!CAP_)[A-Z][A-Z0-9_]*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capability();
}
