using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Nuke.Common;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Slipway.Compat.Tests.Builds;

/// <summary>Builds write to the console and keep their state in statics: they run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BuildCollection
{
    public const string Name = "builds";
}

/// <summary>A root directory of its own and what a build did in it.</summary>
internal sealed partial class TestRun : IDisposable
{
    public AbsolutePath Root { get; } = Directory.CreateTempSubdirectory("nuke-compat-").FullName;

    public string Output { get; private set; } = "";

    /// <summary>The output without what differs from run to run.</summary>
    public string Transcript => Date().Replace(Time().Replace(Output, "<time>"), "on <date>.").Replace(Root, "<root>", StringComparison.Ordinal).ReplaceLineEndings("\n");

    public int Execute<T>(string arguments, params Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild, new() => Execute([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], defaults);

    public int Execute<T>(IReadOnlyList<string> arguments, params Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild, new()
    {
        (Root / ".nuke").CreateDirectory();
        var console = Console.Out;
        using var writer = new StringWriter();
        Console.SetOut(writer);
        try
        {
            return BuildRun.Execute([.. arguments, "--no-logo", "--host", "Terminal", "--root", Root], defaults);
        }
        finally
        {
            Console.SetOut(console);
            Output = writer.ToString();
        }
    }

    public void Write(string file, string content) => (Root / ".nuke" / file).WriteAllText(content);

    public void Dispose() => Root.DeleteDirectory();

    [GeneratedRegex(@"\b\d\d:\d\d:\d\d(?= \[)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"on [^\n]*\d\d:\d\d:\d\d\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Date();
}
