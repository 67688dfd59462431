using System.Text;

namespace Nuke.Common.Execution;

public class Terminal : Host
{
    /// <summary>True when somebody can answer a question.</summary>
    internal static bool IsInteractive => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    internal static string Prompt(string question, bool hidden)
    {
        Console.Write(question);
        if (!hidden)
            return Console.ReadLine() ?? "";
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }

        Console.WriteLine();
        return text.ToString();
    }
}
