using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Shop.Database;
using Shop.Orders;

namespace Shop.Web;

/// <summary>The page a person sees: a form, the latest orders, and which version in which slot answered.</summary>
internal static class IndexPage
{
    private const string Head = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Shop</title>
        <link rel="icon" href="data:,">
        <style>
          :root {
            color-scheme: light dark;
            --line: color-mix(in srgb, currentColor 15%, transparent);
            --faint: color-mix(in srgb, currentColor 60%, transparent)
          }
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
          header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; flex-wrap: wrap }
          h1 { font-size: 1.5rem; margin: 0 }
          #version { color: var(--faint); font-size: .875rem }
          .slot { padding: .1rem .5rem; border-radius: 1rem; border: 1px solid var(--line) }
          .slot.blue { background: #2563eb; border-color: #2563eb; color: #fff }
          .slot.green { background: #15803d; border-color: #15803d; color: #fff }
          form { display: flex; gap: .5rem; margin: 1.5rem 0; flex-wrap: wrap }
          input, button { font: inherit; color: inherit; background: none }
          input, button { padding: .4rem .6rem; border: 1px solid var(--line); border-radius: .375rem }
          input { flex: 1 1 8rem; min-width: 0 } input[type=number] { flex: 0 0 5rem }
          table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
          th, td { text-align: left; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid var(--line) }
          th { color: var(--faint); font-weight: 500; font-size: .875rem }
          .number { text-align: right; padding-right: 1.5rem }
          .faint, .empty { color: var(--faint) }
        </style>
        </head>
        <body>
        """;

    private const string Form = """
        <form id="order">
          <input name="customer" aria-label="Customer" placeholder="Customer" maxlength="100" required>
          <input name="item" aria-label="Item" placeholder="Item" maxlength="100" required>
          <input name="quantity" aria-label="Quantity" type="number" value="1" min="1" max="1000" required>
          <button>Order</button>
        </form>
        """;

    private const string Tail = """
        <script>
          document.getElementById('order').addEventListener('submit', async event => {
            event.preventDefault();
            const order = Object.fromEntries(new FormData(event.target));
            order.quantity = Number(order.quantity);
            const headers = { 'content-type': 'application/json' };
            const answer = await fetch('/orders', { method: 'POST', headers, body: JSON.stringify(order) });
            if (answer.ok) location.reload(); else alert('The order was not taken (' + answer.status + ').');
          });
        </script>
        </body>
        </html>
        """;

    public static void MapIndex(this IEndpointRouteBuilder routes) => routes.MapGet("/", PageAsync);

    private static async Task<IResult> PageAsync(
        OrderTable orders, VersionInfo version, HttpResponse response, CancellationToken cancellationToken)
    {
        // Whoever reloads the page after a release wants to see that release.
        response.Headers.CacheControl = "no-store";
        StringBuilder page = new StringBuilder(Head).Append(Header(version)).Append(Form);
        int status = StatusCodes.Status200OK;
        try
        {
            AppendOrders(page, await orders.LatestAsync(OrderEndpoints.Listed, cancellationToken));
        }
        catch (Exception error) when (DatabaseFault.Explains(error))
        {
            page.Append("<p class=\"empty\">The orders can't be shown now: the database does not answer.</p>");
            status = StatusCodes.Status503ServiceUnavailable;
        }

        return TypedResults.Text(page.Append(Tail).ToString(), "text/html; charset=utf-8", statusCode: status);
    }

    private static string Header(VersionInfo version)
    {
        string slot = version.Slot is { Length: > 0 } name ? $"<span class=\"slot {Html(name)}\">{Html(name)}</span>" : "";
        string release = version.Release is { Length: > 0 } number ? $"release {Html(number)}, " : "";
        string commit = version.Commit[..Math.Min(8, version.Commit.Length)];
        return $"<header><h1>Shop</h1><span id=\"version\">{release}version {Html(version.Version)} ({Html(commit)}) "
            + $"{slot}</span></header>\n";
    }

    private static void AppendOrders(StringBuilder page, List<Order> orders)
    {
        if (orders.Count == 0)
        {
            page.Append("<p class=\"empty\">No orders yet.</p>\n");
            return;
        }

        page.Append(
            "<table><thead><tr><th>No.</th><th>Customer</th><th>Item</th><th class=\"number\">Quantity</th><th>Processed "
                + "by</th></tr></thead><tbody>\n");
        foreach (Order order in orders)
        {
            string processed = order.ProcessedAt is null ? "<span class=\"faint\">waiting</span>" : Html(order.ProcessedBy ?? "a worker");
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{order.Id}</td><td>{Html(order.Customer)}</td><td>{Html(order.Item)}</td><td "
                    + $"class=\"number\">{order.Quantity}</td><td>{processed}</td></tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
