using System.Text.Json.Nodes;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Secrets;

/// <summary>What earlier versions of Slipway left: one value by name of what the target made, and records without versions.</summary>
public sealed class EarlierStoreTests
{
    [Fact]
    public async Task The_password_that_the_target_made_stays_and_the_next_deploy_has_nothing_to_do()
    {
        var (shell, password) = await PrepareAsync(ShopDescription.Whole);

        Assert.Null((await shell.DeployAsync(ShopDescription.Request("1.1"))).Run);
        var report = await shell.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Equal([password], shell.Target.Delivered[SecretShop.Web]);
        Assert.Equal(password, shell.Target.Files[$"secrets/database-password.{report.Release.Secrets!["database-password"]}"]);
        Assert.Equal(password, shell.Target.Files["secrets/database-password"]);
    }

    [Fact]
    public async Task A_release_without_versions_comes_back_warm_as_it_is()
    {
        var (shell, _) = await PrepareAsync(SecretShop.With("k"));
        var log = shell.Target.Log.Count;
        await shell.Describing(SecretShop.With(key: null)).RollbackAsync();
        Assert.DoesNotContain(shell.Target.Log.Skip(log), effect => effect.StartsWith("create shop-web", StringComparison.Ordinal));
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task A_release_without_versions_comes_back_cold_with_the_password_that_the_target_made()
    {
        var (shell, password) = await PrepareAsync(ShopDescription.Whole);
        await shell.CleanupAsync();
        shell.Target.Delivered.Clear();
        await shell.RollbackAsync();
        Assert.Equal([password], shell.Target.Delivered[SecretShop.Web]);
    }

    [Fact]
    public async Task A_cold_release_without_versions_whose_secret_nobody_has_is_refused()
    {
        var (shell, _) = await PrepareAsync(SecretShop.With("k"));
        await shell.CleanupAsync();
        var refused = await Assert.ThrowsAsync<SpecificationException>(() => shell.Describing(SecretShop.With(key: null)).RollbackAsync());
        Assert.Equal("secrets.api-key", Assert.Single(refused.Faults).Path);
        await shell.RollbackAsync();
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.0"));
    }

    [Fact]
    public async Task Current_secrets_make_containers_anew_that_do_not_tell_theirs()
    {
        var (shell, password) = await PrepareAsync(SecretShop.With("k"));
        await shell.Describing(SecretShop.With("fresh")).DeployAsync(ShopDescription.Request("1.2"));
        await shell.RollbackAsync(withCurrentSecrets: true);
        Assert.Equal(["fresh", password], shell.Target.Delivered[SecretShop.OtherWeb]);
    }

    /// <summary>Two releases, as an earlier version left them.</summary>
    private static async Task<(Shell Shell, string Password)> PrepareAsync(Application application)
    {
        var shell = await SecretShop.ReleasedAsync(application);
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var target = shell.Target;
        foreach (var file in shell.Store().Where(file => file != "secrets/database-password").Append("secrets.key").ToList())
        {
            target.Files.Remove(file);
        }

        // The tokens of previews are no records.
        foreach (var file in target.Files.Keys.Except(shell.Store(), StringComparer.Ordinal)
            .Where(file => !file.StartsWith("preview/", StringComparison.Ordinal)).ToList())
        {
            target.Files[file] = string.Concat(target.Files[file].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Without));
        }

        foreach (var (name, container) in target.Containers.ToList())
        {
            target.Containers[name] = container.Relabel(
                container.Spec.Labels.Where(label => label.Key != ResourceNames.SecretsLabel)
                    .ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal));
        }

        return (shell, target.Files["secrets/database-password"]);
    }

    private static string Without(string line)
    {
        var entry = JsonNode.Parse(line)!.AsObject();
        entry.Remove("secrets");
        (entry["request"] as JsonObject)?.Remove("secrets");
        return $"{entry.ToJsonString()}\n";
    }
}
