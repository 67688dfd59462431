using Slipway.Nuke.Running;

namespace Slipway.Nuke.Building;

/// <summary>
/// A login for as long as it lives: the password goes to the docker client by standard input, and the client keeps it in a folder of its own
/// that is deleted with this object, not in the user's.
/// </summary>
internal sealed class RegistryLogin : IDisposable
{
    private readonly DirectoryInfo? folder;

    private RegistryLogin(DirectoryInfo? folder) => this.folder = folder;

    /// <summary>What the docker client needs in its environment to use the login.</summary>
    public Dictionary<string, string> Environment
    {
        get
        {
            var all = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            {
                all[(string)variable.Key] = (string?)variable.Value ?? "";
            }

            if (folder is not null)
            {
                all["DOCKER_CONFIG"] = folder.FullName;
            }

            return all;
        }
    }

    /// <summary>Logs in when the registry has credentials; does nothing otherwise.</summary>
    public static RegistryLogin Open(RegistryAddress registry)
    {
        if (registry.Credentials is not { } credentials)
        {
            return new RegistryLogin(null);
        }

        // Readable by this user alone: .NET makes temporary folders with mode 0700.
        var login = new RegistryLogin(Directory.CreateTempSubdirectory("slipway-login-"));
        var result = Command.Run(DockerCommand.Instance.Path, ["login", "--username", credentials.UserName, "--password-stdin", registry.Host],
            credentials.Password.Reveal(), login.Environment);
        if (result.ExitCode == 0)
        {
            return login;
        }

        login.Dispose();
        throw new SlipwayException(ExitCode.Failed, $"The registry {registry.Host} refused the login of {credentials.UserName}: {result.Error.Trim()}");
    }

    public void Dispose() => folder?.Delete(recursive: true);
}
