using Slipway.Routing;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>What a reset takes, and what it leaves when it is told to.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task What_it_says_that_it_removes_is_what_it_removes()
    {
        var shell = await PrepareAsync();
        var removal = await shell.FindRemovalAsync(keepData: false);
        Assert.Equal(shell.Target.Containers.Keys, removal.Containers.Order(StringComparer.Ordinal));
        Assert.Equal(["shop-database-data"], removal.Data);
        Assert.Equal(shell.Target.Volumes.Keys, removal.Volumes.Concat(removal.Data).Order(StringComparer.Ordinal));
        Assert.NotEmpty(removal.Images);
        Assert.Empty(removal.Kept);

        shell.Target.Router.Forget();
        await shell.ResetAsync();

        Assert.Empty(shell.Target.Containers);
        Assert.Empty(shell.Target.Volumes);
        Assert.Empty(shell.Target.Networks);
        foreach (var part in removal.Containers.Concat(removal.Volumes).Concat(removal.Data).Concat(removal.Networks))
        {
            Assert.Contains(shell.Observer.Heard, heard => heard.EndsWith($" {part}", StringComparison.Ordinal));
        }
    }

    /// <summary>The data of a database can't be used without the password that it was made with.</summary>
    [Fact]
    public async Task Data_that_is_kept_stays_with_its_secrets_and_the_next_release_takes_it_up()
    {
        var shell = await PrepareAsync();
        var secrets = Secrets(shell);
        Assert.NotEmpty(secrets);
        var removal = await shell.FindRemovalAsync(keepData: true);
        Assert.Equal(["shop-database-data", "shop-slipway"], removal.Kept);
        Assert.Empty(removal.Data);

        shell.Target.Router.Forget();
        await shell.ResetKeepingDataAsync();

        Assert.Empty(shell.Target.Containers);
        Assert.Equal(removal.Kept, shell.Target.Volumes.Keys);
        Assert.Equal(secrets, Secrets(shell));
        // What the router knew went with its volume.
        shell.Target.Router.Resume(
            Split.None, maintenance: false, mustServe: false, new Dictionary<Slot, (RoutingTable, IReadOnlyList<ServiceEndpoint>)>(),
            new Dictionary<string, TimeSpan>(StringComparer.Ordinal));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Equal(secrets, Secrets(shell));
        Assert.Equal([], Rest.Find(shell.Target, shell.Application, "1.1"));
    }

    private static List<KeyValuePair<string, string>> Secrets(Shell shell) =>
        [.. shell.Target.Files.Where(file => file.Key.StartsWith("secrets/", StringComparison.Ordinal))];

    private static async Task<Shell> PrepareAsync()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Whole);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        return shell;
    }
}
