using Slipway.Execution;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hooks;

/// <summary>What tests of hooks ask of the shop.</summary>
internal static class HookedShop
{
    public static TheoryData<string> Strategies => [.. StrategyRegistry.BuiltIn.Names];

    /// <summary>What the journal says of hooks.</summary>
    public static IEnumerable<string> Lines(RecordingTarget target) => Slipway.Keeper.JournalEntry.ReadAll(target.Files["journal"])
        .Where(entry => entry.Kind.ToString().StartsWith("Hook", StringComparison.Ordinal))
        .Select(entry => $"{entry.Kind} {entry.Step}{(entry.Detail is null ? "" : $": {entry.Detail}")}");

    /// <summary>The error that a deploy of 1.2 ends with.</summary>
    public static async Task<ReleaseFailedException> FailAsync(Shell shell, Fate? fate = null) =>
        await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(ShopDescription.Request("1.2"), fate));
}
