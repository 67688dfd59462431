using System.Text;

namespace Slipway.Routers.Foundation;

/// <summary>Writes a proxy's configuration line by line; see <see cref="ConfigurationText"/> for what a line may hold.</summary>
public sealed class ConfigurationWriter
{
    private const string Indent = "    ";
    private readonly StringBuilder text = new();

    /// <summary>Begins a section, after an empty line.</summary>
    public void Section(ConfigurationText line) => text.Append('\n').Append(line.Finish()).Append('\n');

    /// <summary>A line of the current section.</summary>
    public void Line(ConfigurationText line) => text.Append(Indent).Append(line.Finish()).Append('\n');

    /// <summary>A comment for who reads the file.</summary>
    /// <exception cref="ConfigurationValueException">It holds a line break or another control character.</exception>
    public void Comment(string comment)
    {
        if (comment.Any(char.IsControl))
        {
            throw new ConfigurationValueException("A comment of one line", comment);
        }

        text.Append("# ").Append(comment).Append('\n');
    }

    /// <summary>What was written so far.</summary>
    public override string ToString() => text.ToString();
}
