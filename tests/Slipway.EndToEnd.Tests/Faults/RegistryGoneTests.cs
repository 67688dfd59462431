using Slipway.Docker.Engine;
using Slipway.Docker.Hosting;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>The registry is gone before, while and after a release pulls from it.</summary>
public sealed class RegistryGoneTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    [EngineFact]
    [Fault("The registry is gone before the image was pulled",
        Served = "the old version, no request lost", Said = "4: the image is not to be had, and why",
        Converged = "nothing was touched: neither the live nor the warm slot; the next `Deploy`")]
    public async Task Registry_that_is_gone_before_the_pull_costs_nothing() => await WithOwnRegistryAsync(async (image, stop) =>
    {
        (await shop.DeployAsync("warm")).Expect(ExitCode.Released);
        var before = await ContainersAsync();
        await stop();
        await DockerClient.RunAsync("image", "rm", image);
        var ended = await UnderLoadAsync(() => ShopOnTarget.RunAsync(shop.Assignment with { Version = "unpulled", Image = image }));

        ended.Expect(ExitCode.Failed);
        Assert.Contains("is not to be had", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await ContainersAsync());
        await shop.ExpectAtRestAsync("warm");
    });

    [EngineFact]
    [Fault("The registry is gone once the image is on the engine",
        Served = "the old, then the new version, no request lost", Said = "0",
        Converged = "a release and a rollback need the registry only for what the engine does not have")]
    public async Task Registry_that_is_gone_after_the_pull_is_not_missed() => await WithOwnRegistryAsync(async (image, stop) =>
    {
        (await shop.DeployAsync("older")).Expect(ExitCode.Released);
        var ended = await UnderLoadAsync(async () =>
        {
            await using var deployer = await ShopOnTarget.StartUntilAsync(shop.Assignment with { Version = "pulled", Image = image },
                "Start release");
            await stop();
            return await deployer.EndAsync();
        });
        ended.Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("pulled");

        (await UnderLoadAsync(() => shop.RollbackAsync())).Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("older");
        (await UnderLoadAsync(() => ShopOnTarget.RunAsync(shop.Assignment with { Version = "pulled-again", Image = image })))
            .Expect(ExitCode.Released);
        await shop.ExpectAtRestAsync("pulled-again");
    });

    private async Task<Ended> UnderLoadAsync(Func<Task<Ended>> command)
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var ended = await command();
        (await load.StopAsync()).ExpectNothingLost();
        return ended;
    }

    private Task<IReadOnlyList<string>> ContainersAsync() => DockerClient.RunAsync("ps", "--all", "--no-trunc", "--filter",
        $"label=slipway.application={shop.Name}", "--format", "{{.ID}} {{.Names}} {{.State}}");

    /// <param name="test">Is given an image of a registry that nobody else uses, and what stops that registry.</param>
    private async Task WithOwnRegistryAsync(Func<string, Func<Task>, Task> test)
    {
        using var engine = DockerEngine.Connect(endpoint: null, TimeProvider.System);
        var port = Ports.Free();
        var registry = new LocalRegistry(engine, port, TimeProvider.System, new Silence());
        await registry.EnsureAsync(CancellationToken.None);
        try
        {
            var tag = $"127.0.0.1:{port}/shop:{shop.Name}";
            await DockerClient.RunAsync("tag", await shop.GoodImageAsync("elsewhere"), tag);
            await DockerClient.RunAsync("push", "--quiet", tag);
            var image = (await DockerClient.RunAsync("image", "inspect", "--format", "{{range .RepoDigests}}{{println .}}{{end}}", tag))
                .First(digest => digest.StartsWith($"127.0.0.1:{port}/", StringComparison.Ordinal));
            await DockerClient.RunAsync("image", "rm", tag);
            await DockerClient.RunAsync("pull", "--quiet", image);
            await test(image, () => registry.RemoveAsync(CancellationToken.None));
        }
        finally
        {
            await registry.RemoveAsync(CancellationToken.None);
        }
    }
}
