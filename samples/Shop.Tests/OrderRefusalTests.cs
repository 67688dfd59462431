using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shop.Tests.Running;

namespace Shop.Tests;

public sealed class OrderRefusalTests
{
    [Fact]
    public async Task A_wrong_order_is_refused_with_every_mistake_at_once()
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());

        using HttpResponseMessage answer = await web.PlaceAsync(" ", new string('x', 101), 0);

        JsonElement errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token())).GetProperty("errors");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        string[] named = [.. errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal)];
        Assert.Equal<string[]>(["customer", "item", "quantity"], named);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"customer\":\"Ada\",\"item\":\"tea\",\"quantity\":\"many\"}")]
    [InlineData("")]
    public async Task A_body_that_is_no_order_is_the_client_s_mistake(string body)
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await web.Client.PostAsync("/orders", content, Patience.Token());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/orders")]
    [InlineData("/orders/1")]
    [InlineData("/")]
    public async Task Without_a_database_the_shop_says_503_and_tells_no_secret(string path)
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());

        using HttpResponseMessage answer = await web.GetAsync(path);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("secret-of-nobody", await answer.Content.ReadAsStringAsync(Patience.Token()), StringComparison.Ordinal);
    }
}
