using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Shop.Tests.Running;

namespace Shop.Tests;

public sealed class UploadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40_000_000)]
    public async Task The_receipt_tells_length_and_hash_of_what_was_sent(int length)
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());
        byte[] sent = new byte[length];
        new Random(1).NextBytes(sent);
        using ByteArrayContent body = new(sent);

        using HttpResponseMessage answer = await web.Client.PostAsync("/upload", body, Patience.Token());

        JsonElement receipt = await answer.Content.ReadFromJsonAsync<JsonElement>(Patience.Token());
        Assert.Equal(length, receipt.GetProperty("bytes").GetInt64());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(sent)), receipt.GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(3, 3)]
    public async Task A_slow_request_takes_what_it_is_told_within_bounds(int asked, int waited)
    {
        await using RunningWeb web = await RunningWeb.StartAsync(Environments.WithoutDatabase());

        Assert.Equal(waited, (await web.JsonAsync($"/slow?ms={asked}")).GetProperty("ms").GetInt32());
    }
}
