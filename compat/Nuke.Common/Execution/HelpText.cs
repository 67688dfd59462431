using System.Text;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

internal static class HelpText
{
    private const int Width = 80;

    public static string Write(Type buildType, IReadOnlyList<ExecutableTarget> targets)
    {
        var text = new StringBuilder();
        text.AppendLine("Targets (with their direct dependencies):").AppendLine();
        WriteTargets(text, targets.Where(target => target.Listed).ToList());

        var own = MemberValues.Parameters(buildType)
            .Where(parameter => parameter.Attribute.List)
            .Select(parameter => (Name: parameter.Dashed, parameter.Attribute.Description))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToList();
        var defaultTargets = string.Join(", ", targets.Where(target => target.IsDefault).Select(target => target.Name));
        var framework = FrameworkOptions.All
            .Select(option => (
                Name: option.Dashed,
                Description: option.Attribute.Description.Replace("{default_target}", defaultTargets, StringComparison.Ordinal)))
            .ToList();
        var column = own.Concat(framework).Max(parameter => parameter.Name.Length) + 8;
        text.AppendLine().AppendLine("Parameters:").AppendLine();
        own.ForEach(WriteParameter);
        if (own.Count > 0)
            text.AppendLine();
        framework.ForEach(WriteParameter);
        return text.ToString();

        void WriteParameter((string Name, string Description) parameter)
        {
            var lines = Wrap(Sentence(parameter.Description), Width - column);
            text.AppendLine($"{$"  --{parameter.Name}".PadRight(column)}{lines[0]}".TrimEnd());
            foreach (var line in lines.Skip(1))
                text.Append(' ', column).AppendLine(line);
        }
    }

    private static void WriteTargets(StringBuilder text, List<ExecutableTarget> targets)
    {
        var names = targets.ConvertAll(target => target.Name + (target.IsDefault ? " (default)" : ""));
        var column = names.Select(name => name.Length).DefaultIfEmpty().Max() + 4;
        for (var i = 0; i < targets.Count; i++)
        {
            var dependencies = string.Join(", ", targets[i].ExecutionDependencies.Select(dependency => dependency.Name));
            text.AppendLine(dependencies.Length > 0 ? $"  {names[i].PadRight(column)}-> {dependencies}" : $"  {names[i]}");
            if (targets[i].Description is not { } description)
                continue;
            foreach (var line in Wrap(Sentence(description), Width - 6))
                text.Append(' ', 6).AppendLine(line);
        }
    }

    private static string Sentence(string text) => string.IsNullOrEmpty(text) ? "" : text[^1] is '.' or '!' or '?' ? text : text + ".";

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width)
                lines.Add(word);
            else
                lines[^1] += lines[^1].Length > 0 ? $" {word}" : word;
        }

        return lines;
    }
}
