using Microsoft.AspNetCore.Http.HttpResults;
using Shop.Orders;

namespace Shop.Web;

/// <summary>POST /orders, GET /orders/{id} and GET /orders, the latest 20.</summary>
internal static class OrderEndpoints
{
    public const int Listed = 20;

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/orders", CreateAsync);
        routes.MapGet("/orders/{id:long}", FindAsync);
        routes.MapGet("/orders", async (OrderTable orders, CancellationToken cancellationToken) =>
            TypedResults.Ok(await orders.LatestAsync(Listed, cancellationToken)));
    }

    private static async Task<Results<Created<Order>, ValidationProblem>> CreateAsync(
        NewOrder placed, OrderTable orders, TimeProvider time, CancellationToken cancellationToken)
    {
        if (placed.Mistakes() is { Count: > 0 } mistakes)
        {
            return TypedResults.ValidationProblem(mistakes);
        }

        Order order = await orders.AddAsync(placed, time.GetUtcNow(), cancellationToken);
        return TypedResults.Created($"/orders/{order.Id}", order);
    }

    private static async Task<Results<Ok<Order>, NotFound>> FindAsync(long id, OrderTable orders, CancellationToken cancellationToken) =>
        await orders.FindAsync(id, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}
