namespace Nuke.Common;

/// <summary>How much the build prints: everything, no debug lines, warnings and errors, errors only.</summary>
public enum Verbosity
{
    Verbose = 0,
    Normal = 1,
    Minimal = 2,
    Quiet = 3,
}
