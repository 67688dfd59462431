using System.Collections;
using Slipway.Docker.Hosting;

namespace Slipway.Nuke.Building;

/// <summary>
/// A login for as long as it lives: the password goes to the docker client by standard input, and the client keeps it in a folder of its
/// own that is deleted with this object, or with the process when a signal ends that first.
/// </summary>
internal sealed class RegistryLogin : IDisposable
{
    private readonly DirectoryInfo? folder;

    private RegistryLogin(DirectoryInfo? folder, Dictionary<string, string> environment)
    {
        this.folder = folder;
        Environment = environment;
        AppDomain.CurrentDomain.ProcessExit += Clear;
    }

    /// <summary>The variable that tells the client where its logins are.</summary>
    public const string FolderVariable = "DOCKER_CONFIG";

    /// <summary>Where the client keeps this login; null when there is none.</summary>
    public string? Folder => folder?.FullName;

    /// <summary>The docker client's whole environment, which makes it use the login.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Logs in when the registry has credentials; does nothing otherwise.</summary>
    /// <exception cref="RegistryException">The registry refused, or could not be asked.</exception>
    public static RegistryLogin Open(RegistryAddress registry, DockerCommand docker)
    {
        var environment = Inherited();
        if (registry.Credentials is not { } credentials)
        {
            return new RegistryLogin(null, environment);
        }

        // A parameter may have come by a variable; the client needs the password once, and not there.
        foreach (var (name, value) in environment.ToList())
        {
            if (value == credentials.Password.Reveal())
            {
                environment.Remove(name);
            }
        }

        // Readable by this user alone: .NET makes temporary folders with mode 0700.
        var own = Directory.CreateTempSubdirectory("slipway-login-");
        environment[FolderVariable] = own.FullName;
        var login = new RegistryLogin(own, environment);
        var result = Command.Run(docker.Path, ["login", "--username", credentials.UserName, "--password-stdin", registry.Host],
            credentials.Password.Reveal(), environment);
        if (result.ExitCode == 0)
        {
            return login;
        }

        login.Dispose();
        var reason = result.Error.Replace(credentials.Password.Reveal(), credentials.Password.ToString(), StringComparison.Ordinal).Trim();
        throw new RegistryException(registry.Host, $"The registry {registry.Host} refused the login of {credentials.UserName}: {reason}");
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Clear;
        Clear(this, EventArgs.Empty);
    }

    private void Clear(object? sender, EventArgs arguments)
    {
        if (folder is { } used && Directory.Exists(used.FullName))
        {
            used.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Inherited()
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return all;
    }
}
