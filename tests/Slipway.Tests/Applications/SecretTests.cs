using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Slipway.Applications;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Applications;

/// <summary>A secret has no textual form.</summary>
public sealed class SecretTests
{
    private const string Planted = "hunter2-planted";

    private static readonly Secret Value = new(Planted);

    [Fact]
    public void Its_value_leaves_through_Reveal() => Assert.Equal(Planted, Value.Reveal());

    [Fact]
    public void It_says_only_that_it_is_one()
    {
        Assert.Equal("[secret]", Value.ToString());
        Assert.Equal("[secret]", $"{Value}");
        Assert.DoesNotContain(Planted, SecretFile.Given("password", Planted).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(Value), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(SecretFile.Given("password", Planted)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_its_value_is_read_again_as_the_kind_that_it_is()
    {
        var options = new JsonSerializerOptions { IgnoreReadOnlyProperties = true };
        foreach (var file in (SecretFile[])[SecretFile.Given("key", value: null), SecretFile.Generated("password")])
        {
            Assert.Equal(file, JsonSerializer.Deserialize<SecretFile>(JsonSerializer.Serialize(file, options), options));
        }
    }

    [Fact]
    public void A_description_that_holds_it_does_not_show_it()
    {
        var application = WithSecret(Planted);
        Assert.DoesNotContain(Planted, application.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(application), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_of_the_same_value_are_equal_and_their_hash_tells_nothing()
    {
        Assert.Equal(new Secret("a"), new Secret("a"));
        Assert.NotEqual(new Secret("a"), new Secret("b"));
        Assert.False(new Secret("a").Equals(null));
        Assert.Equal(new Secret("a").GetHashCode(), new Secret("b").GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void It_is_never_empty(string? value) => Assert.ThrowsAny<ArgumentException>(() => new Secret(value!));

    [Fact]
    public async Task A_deploy_a_failure_and_a_rollback_bring_it_to_its_volume_and_nowhere_else()
    {
        var shell = new Shell(new RecordingTarget(), WithSecret(Planted));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        var failure = await Assert.ThrowsAnyAsync<SlipwayException>(() =>
            shell.DeployAsync(ShopDescription.Request("1.2", Behaviour.Unhealthy)));
        await shell.RollbackAsync();

        Assert.Equal([Planted], shell.Target.Delivered["shop-web-blue-secrets"]);
        var seen = shell.Target.Log
            .Concat(shell.Observer.Heard)
            .Concat(shell.Target.Files.Keys)
            // The keeper's store of secrets is the one place where values are.
            .Concat(shell.Target.Files.Where(file => !file.Key.StartsWith("secrets/", StringComparison.Ordinal)).Select(file => file.Value))
            .Concat(shell.Target.Containers.Values.Select(container => JsonSerializer.Serialize(container.Spec)))
            .Append(failure.ToString())
            .Append(JsonSerializer.Serialize(await shell.HistoryAsync()))
            .Append((await shell.StatusAsync())!.ToString())
            .ToList();
        Assert.Contains("secrets/password", seen);
        // A plain hash of it could be found by trying passwords.
        foreach (var form in Forms(Planted))
        {
            Assert.DoesNotContain(seen, text => text.Contains(form, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_value_that_nobody_gave_is_made_once_and_is_the_same_for_everyone_who_asks_by_its_name()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));

        var made = Assert.Single(shell.Target.Delivered["shop-database-secrets"]);
        Assert.Equal(32, made.Length);
        Assert.Equal([made], shell.Target.Delivered["shop-web-blue-secrets"]);
        Assert.Equal([made], shell.Target.Delivered["shop-web-green-secrets"]);
    }

    /// <summary>The value, and the beginnings of what is made of it without a key.</summary>
    private static IEnumerable<string> Forms(string value)
    {
        foreach (var text in (string[])[value, $"{value}\n", $"password={value}", $"password\0{value}"])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            foreach (var hash in (byte[][])[SHA256.HashData(bytes), SHA512.HashData(bytes)])
            {
                yield return Convert.ToHexString(hash)[..12];
                yield return Convert.ToBase64String(hash)[..12];
            }
        }

        yield return value;
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(value))[..16];
        yield return Convert.ToHexString(Encoding.UTF8.GetBytes(value));
    }

    private static Application WithSecret(string value) => ShopDescription.Web with
    {
        Services = [ShopDescription.Web.Services[0] with { Secrets = [SecretFile.Given("password", value)] }],
    };
}
