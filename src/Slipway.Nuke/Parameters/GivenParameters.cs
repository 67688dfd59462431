namespace Slipway.Nuke.Parameters;

/// <summary>
/// The parameters of one build and all that is wrong with them. The command line is read as it was typed: what Nuke makes of a bare flag,
/// of <c>-1</c>, of a second value or of an unknown option is a default without a word. Environment and parameter files are asked through
/// Nuke.
/// </summary>
internal sealed class GivenParameters
{
    private readonly Dictionary<string, object> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<string?>> texts = new(StringComparer.Ordinal);
    private readonly List<SpecificationFault> faults = [];
    private readonly List<string> ignored = [];

    private readonly IReadOnlyList<DeclaredParameter> declared;

    public GivenParameters(INukeBuild build, IEnumerable<string> arguments, EnvironmentParameters environment)
    {
        declared = DeclaredParameter.Of(build.GetType());
        var options = GivenOption.Read(arguments, declared);
        foreach (var option in options.Where(option => option.Parameter is null || option.Joined is not null))
        {
            faults.Add(Unusable(option, declared));
        }

        faults.AddRange(environment.FindMistyped(declared).Select(found => new SpecificationFault(
            found.Variable, $"there is no such parameter; is {found.Meant.Variable} meant?")));
        foreach (var parameter in declared)
        {
            var given = options.Where(option => option.Parameter == parameter).ToList();
            if (given.Count > 0)
            {
                TakeFromCommandLine(parameter, given);
            }
            else if (!parameter.IsOfNuke)
            {
                TakeFromElsewhere(parameter, build, environment);
            }

            if (given.Count == 0)
            {
                var counts = parameter.IsOfCommandLine ? $"only {parameter.Option} on the command line" : parameter.Variable;
                ignored.AddRange(environment.FindIgnored(parameter).Where(variable => environment.Value(variable).Length > 0)
                    .Select(variable => $"{variable} ({counts} counts)"));
            }
        }
    }

    public IReadOnlyList<SpecificationFault> Faults => faults;

    /// <summary>What was set for no parameter of Slipway and would have been taken for one, in one line; null for nothing.</summary>
    public string? Ignored => ignored.Count == 0 ? null : $"Not taken from the environment: {string.Join(", ", ignored)}";

    /// <summary>
    /// The value of the member with this name; null when it was not given, not rightly given, or when the build has no such parameter.
    /// </summary>
    public T? Value<T>(string member)
        where T : struct => values.GetValueOrDefault(member) is T value ? value : null;

    /// <summary>As <see cref="Value{T}"/>, for addresses.</summary>
    public T? Reference<T>(string member)
        where T : class => values.GetValueOrDefault(member) as T;

    /// <summary>
    /// As <see cref="Value{T}"/>, for texts of no kind. The environment and the files are asked now, as a build's own texts are its own
    /// to read.
    /// </summary>
    public string? Text(string member) => Reference<string>(member) ?? texts.GetValueOrDefault(member)?.Invoke();

    /// <summary>How a person gives what a member holds: variable and option of a parameter, else the name as it is.</summary>
    public string? Naming(string? member) => declared.FirstOrDefault(parameter => parameter.Member == member) is { } parameter
        ? $"the variable {parameter.OwnVariable}, or by {parameter.Option}"
        : member;

    private static SpecificationFault Unusable(GivenOption option, IReadOnlyList<DeclaredParameter> declared)
    {
        if (option.Parameter is { } parameter)
        {
            return new SpecificationFault(
                parameter.Option,
                $"the value is expected as the next argument: {parameter.Option} {(parameter.IsSecret ? "VALUE" : option.Joined)}");
        }

        var names = declared.ToDictionary(known => DeclaredParameter.Fold(known.Name), known => known.Option, StringComparer.Ordinal);
        var nearest = NearestName.Find(DeclaredParameter.Fold(option.Written), names.Keys);
        return new SpecificationFault(option.Written,
            $"there is no such parameter; {(nearest is null ? "" : $"is {names[nearest]} meant? ")}--help lists all");
    }

    private void TakeFromCommandLine(DeclaredParameter parameter, List<GivenOption> given)
    {
        // A joined value has its own fault.
        if (given.Exists(option => option.Joined is not null))
        {
            return;
        }

        var written = given[0].Values;
        if (given.Exists(option => !option.Values.SequenceEqual(written, StringComparer.Ordinal)))
        {
            Add(parameter, "it is given more than once, with different values: one is expected");
        }
        else if (written.Count == 0 && !parameter.MayStandAlone)
        {
            Add(parameter, $"{parameter.Expected} is expected after it");
        }
        else if (written.Count > 1 && !parameter.TakesAnyCount)
        {
            Add(parameter,
                $"one value is expected, not {written.Count}{(parameter.IsSecret ? "" : $": {string.Join(' ', written)}")}; targets stand "
                    + "before the first parameter");
        }
        else if (written.Count == 1 && written[0].StartsWith('-') && parameter.CanBe(written[0]) && !parameter.TakesAnyCount)
        {
            Add(parameter,
                "a value that begins with a dash is expected in the variable "
                    + $"NUKE_{parameter.Option[2..].Replace('-', '_').ToUpperInvariant()}");
        }
        else if (written.Count == 0)
        {
            Set(parameter, parameter.Kind?.Bare);
        }
        else if (parameter is { IsOfSlipway: true, IsText: true, Kind: null } && string.IsNullOrWhiteSpace(written[0]))
        {
            // An empty variable may be one that is not set; whoever types an empty value means something else than the default.
            Add(parameter, $"{parameter.Expected} is expected{(parameter.IsSecret ? "" : $", not \"{written[0]}\"")}");
        }
        else if (!parameter.TakesAnyCount)
        {
            Convert(parameter, written[0], "");
        }
    }

    private void TakeFromElsewhere(DeclaredParameter parameter, INukeBuild build, EnvironmentParameters environment)
    {
        if (parameter.IsOfSlipway && parameter.IsText)
        {
            TakeForSlipway(parameter, build, environment);
            return;
        }

        var variables = environment.Find(parameter);
        if (variables.Count > 1)
        {
            Add(parameter, $"one variable is expected, not {string.Join(" and ", variables)}");
        }
        else if (parameter.IsText)
        {
            texts[parameter.Member] = () => parameter.Ask(build);
        }
        else if (variables.Count == 1 && !parameter.TakesAnyCount)
        {
            Convert(parameter, environment.Value(variables[0]), $" (the variable {variables[0]})");
        }
    }

    private void TakeForSlipway(DeclaredParameter parameter, INukeBuild build, EnvironmentParameters environment)
    {
        var variables = environment.Find(parameter);
        if (variables.Count > 1)
        {
            Add(parameter, $"one variable is expected, not {string.Join(" and ", variables)}");
        }
        else if (variables.Count == 1)
        {
            Convert(parameter, environment.Value(variables[0]), $" (the variable {variables[0]})");
        }
        else if (Ask(parameter, build, environment.FindIgnored(parameter)) is not { } text)
        {
            return;
        }
        else if (parameter.IsOfCommandLine)
        {
            ignored.Add(
                $"{parameter.Name} of a parameter file, or of the build itself (only {parameter.Option} on the command line counts)");
        }
        else
        {
            Convert(parameter, text, " (a parameter file, or the build itself)");
        }
    }

    /// <summary>What Nuke gives when these variables are out of its sight.</summary>
    private static string? Ask(DeclaredParameter parameter, INukeBuild build, IReadOnlyList<string> hidden)
    {
        var kept = hidden.Select(variable => (Name: variable, Value: Environment.GetEnvironmentVariable(variable))).ToList();
        kept.ForEach(variable => Environment.SetEnvironmentVariable(variable.Name, null));
        try
        {
            return parameter.Ask(build);
        }
        finally
        {
            kept.ForEach(variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
        }
    }

    private void Convert(DeclaredParameter parameter, string text, string source)
    {
        if (parameter.CanBe(text))
        {
            Set(parameter, parameter.Kind is { } kind ? kind.Read(text) : text);
        }
        else
        {
            Add(parameter, $"{parameter.Expected} is expected{(parameter.IsSecret ? "" : $", not \"{text}\"")}{source}");
        }
    }

    private void Set(DeclaredParameter parameter, object? value)
    {
        if (value is not null)
        {
            values[parameter.Member] = value;
        }
    }

    private void Add(DeclaredParameter parameter, string message) => faults.Add(new SpecificationFault(parameter.Option, message));
}
