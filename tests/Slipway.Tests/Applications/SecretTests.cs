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
        Assert.DoesNotContain(Planted, new SecretFile("password", Value).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(Value), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, JsonSerializer.Serialize(new SecretFile("password", Value)), StringComparison.Ordinal);
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
            .Concat(shell.Target.Files.SelectMany(file => new[] { file.Key, file.Value }))
            .Concat(shell.Target.Containers.Values.Select(container => JsonSerializer.Serialize(container.Spec)))
            .Append(failure.ToString())
            .Append(JsonSerializer.Serialize(await shell.HistoryAsync()))
            .Append((await shell.StatusAsync())!.ToString());
        Assert.DoesNotContain(seen, text => text.Contains(Planted, StringComparison.Ordinal));
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

    private static Application WithSecret(string value) => ShopDescription.Web with
    {
        Services = [ShopDescription.Web.Services[0] with { Secrets = [new SecretFile("password", new Secret(value))] }],
    };
}
