using Slipway.Nuke.Console;
using Spectre.Console;

namespace Slipway.Nuke.Tests.Console;

/// <summary>Screens without colours, and without anybody before them.</summary>
internal static class Screens
{
    /// <summary>A build server's log.</summary>
    public static Screen Of(TextWriter writer) => Of(writer, 200, int.MaxValue);

    /// <summary>A terminal of this width.</summary>
    public static Screen Of(TextWriter writer, int width) => Of(writer, width, width);

    private static Screen Of(TextWriter writer, int width, int columns)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return new Screen(console, columns);
    }
}
