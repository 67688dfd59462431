namespace Nuke.Common.Tooling;

public enum OutputType
{
    Std = 0,
    Err = 1,
}

/// <summary>One line that a tool wrote.</summary>
public struct Output
{
    public OutputType Type;
    public string Text;
}
