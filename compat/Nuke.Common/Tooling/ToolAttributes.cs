using Serilog.Events;

namespace Nuke.Common.Tooling;

/// <summary>The subcommand that a settings type stands for.</summary>
public class CommandAttribute : Attribute
{
    public Type Type { get; set; }
    public string Command { get; set; }
    public string Arguments { get; set; }
}

/// <summary>How a property becomes command-line arguments: <c>{key}</c> and <c>{value}</c> are filled in.</summary>
public class ArgumentAttribute : Attribute
{
    public string Format { get; set; }

    /// <summary>Positive positions come first in their order, negative ones last; zero stands between, in the order of setting.</summary>
    public int Position { get; set; }

    /// <summary>Joins the values of a list into one argument run instead of repeating the whole format.</summary>
    public string Separator { get; set; }
}

[AttributeUsage(AttributeTargets.Class)]
public abstract class ToolAttribute : Attribute;

/// <summary>The tool is looked up on <c>PATH</c>.</summary>
public class PathToolAttribute : ToolAttribute
{
    public string Executable { get; set; }
}

/// <summary>The tool writes progress to its error stream: that is logged like ordinary output.</summary>
public class LogErrorAsStandard : Attribute;

/// <summary>Lines that match are logged at another level.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class LogLevelPattern : Attribute
{
    public LogLevelPattern(LogEventLevel level, string pattern)
    {
        Level = level;
        Pattern = pattern;
    }

    public LogEventLevel Level { get; }
    public string Pattern { get; }
}
