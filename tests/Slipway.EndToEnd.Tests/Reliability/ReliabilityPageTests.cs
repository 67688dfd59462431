using System.Reflection;
using Slipway.EndToEnd.Deployer;

namespace Slipway.EndToEnd.Tests.Reliability;

/// <summary>The page of faults says what is tested, no more and no less.</summary>
public sealed class ReliabilityPageTests
{
    private const string Begin = "<!-- Rows of the tests: written by ReliabilityPageTests. -->";
    private const string Header = "| Fault | Clients were served | The tool says | How it comes to rest | Test |\n|---|---|---|---|---|\n";

    /// <summary>
    /// On a difference writes the page as it should be to <c>artifacts/reliability.received.md</c>: move it over the committed one to
    /// approve it.
    /// </summary>
    [Fact]
    public void Page_has_a_row_for_every_fault_that_is_tested()
    {
        var page = Path.Combine(ShopDescription.Root, "docs", "reliability.md");
        var approved = File.Exists(page) ? File.ReadAllText(page).ReplaceLineEndings("\n") : "";
        var rows = Assembly.GetExecutingAssembly().GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<FaultAttribute>() is { } fault
                ? $"| {fault.What} | {fault.Served} | {fault.Said} | {fault.Converged} | `{Observations.NameOf(method)}` |\n"
                : null)
            .OfType<string>().Order(StringComparer.Ordinal).ToList();
        var received = $"{approved.Split(Begin)[0]}{Begin}\n{Header}{string.Concat(rows)}";
        if (received == approved)
        {
            return;
        }

        var file = Path.Combine(ShopDescription.Root, "artifacts", "reliability.received.md");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, received);
        Assert.Fail(
            "docs/reliability.md differs from what is tested; artifacts/reliability.received.md is what it should be. Missing "
                + $"there:\n{string.Concat(rows.Where(row => !approved.Contains(row, StringComparison.Ordinal)))}");
    }
}
