using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>A folder with sources, and a git repository where a test makes one.</summary>
internal sealed class SourceTree : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-source-");

    public string Folder => folder.FullName;

    public SourceTree Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public void Delete(string file) => File.Delete(Path.Combine(Folder, file));

    public void Move(string from, string to) => File.Move(Path.Combine(Folder, from), Path.Combine(Folder, to));

    /// <summary>Makes it a repository with one commit of all that is there.</summary>
    public SourceTree Committed()
    {
        Git("init", "--quiet");
        Git("add", "--all");
        return Commit();
    }

    /// <summary>Commits what was added.</summary>
    public SourceTree Commit()
    {
        Git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "--allow-empty", "--message", "All");
        return this;
    }

    public string Git(params string[] arguments)
    {
        var (exitCode, output, error) = Command.Run("git", ["-C", Folder, .. arguments]);
        Assert.True(exitCode == 0, error);
        return output.Trim();
    }

    /// <summary>Git keeps its objects read-only.</summary>
    public void Dispose()
    {
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.IsReadOnly = false;
        }

        folder.Delete(recursive: true);
    }
}
