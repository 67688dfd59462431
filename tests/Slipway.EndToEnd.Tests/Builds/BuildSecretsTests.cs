using System.Security.Cryptography;
using Slipway.Applications;
using Slipway.EndToEnd.Tests.Security;
using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>
/// What the real build.sh is given in confidence, and what the target makes for itself, is read nowhere: from compiling to a release that
/// fails.
/// </summary>
[Collection(BuildsCollection.Name)]
public sealed class BuildSecretsTests(RepositoryCopy copy)
{
    private const string WrongPassword = "planted-wrong-" + "password-3kX9";

    [EngineFact]
    public async Task Deploy_with_a_login_rollback_and_refused_login_leave_no_secret_anywhere()
    {
        var stage = $"e2e-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var names = new ResourceNames($"shop-{stage}");
        var since = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var temporary = Directory.CreateTempSubdirectory("slipway-e2e-");
        await using var registry = new LoginRegistry(stage);
        string[] target =
        [
            "--stage", stage, "--port", $"{Ports.Free()}", "--registry", registry.Address, "--registry-user", LoginRegistry.User,
        ];
        Task<Ended> BuildAsync(string command, string password = LoginRegistry.Password) => copy.RunAsync(
            [.. command.Split(' '), .. target],
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["SLIPWAY_REGISTRY_PASSWORD"] = password, ["TMPDIR"] = temporary.FullName,
            });
        var images = await ShopImages.AcquireAsync();
        try
        {
            await registry.StartAsync(images);
            // The build's own processes inherit its environment, which the password comes by.
            await using var watch = new ProcessWatch(environments: false);
            var first = (await BuildAsync("Deploy")).Expect(ExitCode.Released);
            await copy.CommitAsync("given a login");
            var second = (await BuildAsync("Deploy")).Expect(ExitCode.Released);
            var rollback = (await BuildAsync("Rollback")).Expect(ExitCode.Released);
            await copy.CommitAsync("given a wrong login");
            var refused = (await BuildAsync("Deploy", WrongPassword)).Expect(ExitCode.Failed);
            Assert.Contains($"refused the login of {LoginRegistry.User}", refused.All, StringComparison.Ordinal);
            var (status, history, logs) = (await BuildAsync("Status"), await BuildAsync("History"), await BuildAsync("Logs"));
            var arguments = await watch.StopAsync();

            var password = SecretFile.Generated("shop-db-password");
            var own = string.Concat(await DockerClient.RunAsync("exec", names.SharedService("database"), "cat", password.Path));
            Assert.True(own.Length > 20, "the target made a password that can be searched for");
            var search = new SecretSearch(
                names,
                new PlantedSecrets(
                    ("the password that the target made", own), ("the registry's password", LoginRegistry.Password),
                    ("a wrong password", WrongPassword),
                    ("the registry's login", $"{LoginRegistry.User}:{LoginRegistry.Password}"),
                    ("a wrong login", $"{LoginRegistry.User}:{WrongPassword}")),
                since);
            foreach (var (what, ended) in new[]
            {
                ("first Deploy", first), ("Deploy", second), ("Rollback", rollback), ("refused Deploy", refused), ("Status", status),
                ("History", history), ("Logs", logs),
            })
            {
                search.LookAt($"the output of {what}", ended.All);
            }

            Assert.Contains(arguments,
                line => line.Contains(stage, StringComparison.Ordinal) && line.Contains("Deploy", StringComparison.Ordinal));
            search.LookAt("the arguments of a process", string.Join('\n', arguments));
            search.LookBelow(temporary.FullName);
            // Sources, what was compiled and tested, what became layers, and the build's own logs and state.
            search.LookBelow(copy.Folder);
            await search.LookAtTargetAsync();
            search.ExpectNothing();
        }
        finally
        {
            (await BuildAsync("Reset --yes")).Expect(ExitCode.Released);
            await ShopImages.ReleaseAsync();
            temporary.Delete(recursive: true);
        }
    }
}
