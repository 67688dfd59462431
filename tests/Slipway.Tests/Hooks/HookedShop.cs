using Slipway.Execution;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hooks;

/// <summary>The shop with two versions released by one strategy, before hooks come into it.</summary>
internal static class HookedShop
{
    public static TheoryData<string> Strategies => ["blue-green", "recreate", "rolling", "canary"];

    public static async Task<Shell> PrepareAsync(string strategy)
    {
        var target = new RecordingTarget { Alone = strategy == "recreate" };
        target.Exclusive.Add("biller");
        var shell = new Shell(target, ShopDescription.Replicated.By(strategy));
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        await shell.DeployAsync(ShopDescription.Request("1.1"));
        Assert.Empty(Rest.Find(target, shell.Application, "1.1"));
        return shell;
    }

    /// <summary>What the journal says of hooks.</summary>
    public static IEnumerable<string> Lines(RecordingTarget target) => Slipway.Keeper.JournalEntry.ReadAll(target.Files["journal"])
        .Where(entry => entry.Kind.ToString().StartsWith("Hook", StringComparison.Ordinal))
        .Select(entry => $"{entry.Kind} {entry.Step}{(entry.Detail is null ? "" : $": {entry.Detail}")}");

    /// <summary>The error that a deploy of 1.2 ends with.</summary>
    public static async Task<ReleaseFailedException> FailAsync(Shell shell, Fate? fate = null) =>
        await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2"), fate));
}
