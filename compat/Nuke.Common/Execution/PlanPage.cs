using System.Diagnostics;
using System.Net;
using System.Text;
using Nuke.Common.IO;
using Serilog;

namespace Nuke.Common.Execution;

/// <summary>The plan as a page with a Mermaid graph: solid arrows depend, dotted ones only order, thick ones trigger.</summary>
internal static class PlanPage
{
    public static void Show(NukeBuild build)
    {
        var page = NukeBuild.TemporaryDirectory / "execution-plan.html";
        page.WriteAllText(Write(build.ExecutionPlan));
        Log.Information("Execution plan: {Page}", (string)page);
        // On a machine without a desktop there is nothing to open it with: this fails, the page is there.
        using var opened = Process.Start(new ProcessStartInfo(page) { UseShellExecute = true });
    }

    private static string ItemOf(ExecutableTarget target) =>
        $"<li>{target.Name}{WebUtility.HtmlEncode(target.Description is { } text ? $": {text}" : "")}</li>";

    private static string Write(IReadOnlyCollection<ExecutableTarget> plan)
    {
        var graph = new StringBuilder("graph LR\n");
        foreach (var target in plan)
        {
            graph.Append("    ").Append(target.Name).Append('\n');
            Arrows(target.ExecutionDependencies, "-->", target);
            Arrows(target.OrderDependencies, "-.->", target);
            Arrows(target.TriggerDependencies, "==>", target);
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Execution plan</title></head>
            <body>
            <ol>
            {string.Join('\n', plan.Select(ItemOf))}
            </ol>
            <pre class="mermaid">
            {graph}</pre>
            </body>
            </html>

            """;

        void Arrows(IEnumerable<ExecutableTarget> from, string arrow, ExecutableTarget to)
        {
            foreach (var source in from.Where(plan.Contains))
                graph.Append("    ").Append(source.Name).Append(' ').Append(WebUtility.HtmlEncode(arrow)).Append(' ').Append(to.Name)
                    .Append('\n');
        }
    }
}
