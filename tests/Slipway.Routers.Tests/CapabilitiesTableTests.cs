using System.Text;
using Slipway.Applications;
using Slipway.Docker.Engine;
using Slipway.Routing;

namespace Slipway.Routers.Tests;

/// <summary>The table of docs/routers.md is what the code says.</summary>
public sealed class CapabilitiesTableTests
{
    private const string Begin = "<!-- capabilities:";
    private const string End = "<!-- end of capabilities -->";

    private static readonly (string Name, Func<RouterCapabilities, bool> Has)[] Columns =
    [
        ("weights", can => can.Weights),
        ("canary by header or cookie", can => can.CanaryMarks),
        ("counts requests under way", can => can.CountsInFlight),
        ("statistics of a slot", can => can.Statistics),
        ("its own answers told from the application's", can => can.TellsOwnAnswers),
        ("maintenance page", can => can.Maintenance),
        ("hold", can => can.Hold),
        ("TLS", can => can.Tls),
        ("restarted and replaced without a gap", can => can.ReplacedWithoutGap),
    ];

    [Fact]
    public void The_table_in_the_documentation_is_generated_from_the_code()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "routers.md")).ReplaceLineEndings("\n");
        var begin = text.IndexOf('\n', text.IndexOf(Begin, StringComparison.Ordinal)) + 1;
        var received = Path.Combine(AppContext.BaseDirectory, "routers.md.received");
        var wanted = text[..begin] + Table() + text[text.IndexOf(End, StringComparison.Ordinal)..];
        File.WriteAllText(received, wanted);

        Assert.True(
            string.Equals(text, wanted, StringComparison.Ordinal), $"docs/routers.md does not say what the code says; {received} does");
    }

    private static string Table()
    {
        using var engine = DockerEngine.Connect(null, TimeProvider.System);
        var routers = Enum.GetValues<RouterKind>()
            .Select(kind => new RouterSettings { Kind = kind })
            .Select(settings => RouterFactory.Create("table", settings, engine, TimeProvider.System, new Progress<string>()).Capabilities)
            .ToList();
        var text = new StringBuilder(
            $"\n| | {string.Join(" | ", routers.Select(router => router.Name))} |\n|---|{string.Concat(routers.Select(_ => "---|"))}\n");
        foreach (var (name, has) in Columns)
        {
            text.Append($"| {name} | {string.Join(" | ", routers.Select(router => has(router) ? "yes" : "no"))} |\n");
        }

        return text.Append('\n').ToString();
    }
}
