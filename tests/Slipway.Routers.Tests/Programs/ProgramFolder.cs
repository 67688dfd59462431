using System.Globalization;

namespace Slipway.Routers.Tests.Programs;

/// <summary>
/// A folder of this machine that stands for those of a router's container. Its path is short: a unix socket's may have 107 letters.
/// </summary>
internal sealed class ProgramFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sw-").FullName;

    /// <summary>A program of the container, with what is on its volume, in memory and in its image in this folder.</summary>
    public string Place(string program) => program
        .Replace("/var/lib/slipway", Sub("home"), StringComparison.Ordinal)
        .Replace("/run/slipway-edge", Sub("edge"), StringComparison.Ordinal)
        .Replace("/run/slipway", Sub("run"), StringComparison.Ordinal)
        .Replace("/usr/local/lib/slipway", Sub("lib"), StringComparison.Ordinal);

    /// <summary>A folder in it, which is made.</summary>
    public string Sub(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>A file in it.</summary>
    public string File(string name, string content)
    {
        var path = Of(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The PATH with a program of this name before all others: a shell script.</summary>
    public string PathWith(string program, string script)
    {
        var path = File($"bin/{program}", $"#!/bin/sh\n{Place(script)}\n");
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Of("bin")}:{Environment.GetEnvironmentVariable("PATH")}");
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
