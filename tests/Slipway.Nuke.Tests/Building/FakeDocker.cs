namespace Slipway.Nuke.Tests.Building;

/// <summary>
/// A docker client that answers what a test says, and writes down how it was called: <c>push.arguments</c>, <c>push.environment</c>,
/// <c>push.input</c>.
/// </summary>
internal sealed class FakeDocker : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-fake-docker-");

    /// <param name="commands">The branches of a shell's <c>case</c> over the docker command.</param>
    public FakeDocker(string commands)
    {
        File.WriteAllText(Program, $$"""
            #!/bin/sh
            here={{folder.FullName}}
            printf '%s\n' "$@" > "$here/$1.arguments"
            env > "$here/$1.environment"
            case "$*" in
            {{commands}}
            esac
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Folder => folder.FullName;

    public string Program => Path.Combine(folder.FullName, "docker");

    /// <summary>A client that logs in as the real one does: it reads the password and keeps it in its folder.</summary>
    public static string LoginThatSucceeds => """
        login*) cat > "$here/login.input"; cp "$here/login.input" "$DOCKER_CONFIG/config.json" ;;
        """;

    public bool Recorded(string what) => File.Exists(Path.Combine(Folder, what));

    public string Read(string what) => File.ReadAllText(Path.Combine(Folder, what));

    public void Dispose() => folder.Delete(recursive: true);
}
