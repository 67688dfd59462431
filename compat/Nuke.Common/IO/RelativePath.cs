using SystemPath = System.IO.Path;

namespace Nuke.Common.IO;

/// <summary>A path that needs a directory to mean a file.</summary>
public class RelativePath
{
    private readonly string path;

    protected RelativePath(string path, char? separator = null)
    {
        var wanted = separator ?? SystemPath.DirectorySeparatorChar;
        this.path = path.Replace('/', wanted).Replace('\\', wanted);
    }

    public static explicit operator RelativePath(string path) => path is null ? null : new RelativePath(path);

    public static implicit operator string(RelativePath path) => path?.path;

    public static RelativePath operator /(RelativePath left, string right) => new(SystemPath.Combine(left, right ?? ""));

    public override string ToString() => path;
}
