namespace Slipway.Bootstrap.Tests;

/// <summary>A test on the real packages of official Nuke, from a folder. Skipped, and says so, where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OfficialNukeFactAttribute : FactAttribute
{
    /// <summary>Names a folder with the packages of Nuke 10.1.0, and what they need that no other source of this machine serves.</summary>
    public const string Variable = "OFFICIAL_NUKE_FEED";

    public OfficialNukeFactAttribute()
    {
        Skip = Machine.WithoutUnix;
        if (Skip is null && !Directory.Exists(Folder))
        {
            Skip = $"The official packages of Nuke are not to be had here; {Variable}=<folder with them> runs this where they are.";
        }
    }

    public static string? Folder => Environment.GetEnvironmentVariable(Variable);
}
