using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
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
        routes.MapGet("/orders", async (ShopContext shop, CancellationToken cancellationToken) =>
            TypedResults.Ok(await shop.LatestOrdersAsync(cancellationToken)));
    }

    public static Task<List<Order>> LatestOrdersAsync(this ShopContext shop, CancellationToken cancellationToken) =>
        shop.Orders.AsNoTracking().OrderByDescending(order => order.Id).Take(Listed).ToListAsync(cancellationToken);

    private static async Task<Results<Created<Order>, ValidationProblem>> CreateAsync(
        NewOrder placed, ShopContext shop, TimeProvider time, CancellationToken cancellationToken)
    {
        if (placed.Mistakes() is { Count: > 0 } mistakes)
        {
            return TypedResults.ValidationProblem(mistakes);
        }

        Order order = placed.ToOrder(time.GetUtcNow());
        shop.Orders.Add(order);
        await shop.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/orders/{order.Id}", order);
    }

    private static async Task<Results<Ok<Order>, NotFound>> FindAsync(long id, ShopContext shop, CancellationToken cancellationToken) =>
        await shop.Orders.AsNoTracking().SingleOrDefaultAsync(order => order.Id == id, cancellationToken) is { } order
            ? TypedResults.Ok(order)
            : TypedResults.NotFound();
}
