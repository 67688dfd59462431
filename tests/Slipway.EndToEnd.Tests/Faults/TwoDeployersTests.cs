using System.Globalization;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Load;
using Slipway.EndToEnd.Tests.Reliability;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Deployers of one application that start at the same instant, from clones of their own.</summary>
public sealed class TwoDeployersTests(ShopWithoutWorker shop) : IClassFixture<ShopWithoutWorker>
{
    private const int Rounds = 3;
    private const int Deployers = 3;

    [EngineFact]
    [Fault("Several deployers begin at the same instant, from several clones",
        Served = "the old version, then that of the one that proceeded; no request lost",
        Said = "one: 0; the others: 3, naming the holder and since when",
        Converged = "nothing is left to do")]
    public async Task Of_several_deployers_exactly_one_proceeds_and_the_others_name_it()
    {
        await using var load = await OpenLoopLoad.StartAsync(shop.Address, events: false);
        var clones = Enumerable.Range(0, Deployers).Select(_ => Clone()).ToList();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                var image = await shop.GoodImageAsync($"round-{(round % 2).ToString(CultureInfo.InvariantCulture)}");
                var running = clones.Select((clone, index) => RunningProcess.Start("dotnet",
                    [
                        Path.Combine(clone.FullName, DeployerProgram.FileName),
                        (shop.Assignment with { Version = $"round-{round}-{index}", Image = image }).ToString(),
                    ],
                    RunningProcess.Frugal, clone.FullName, ended: Observations.NoteExitCode)).ToList();
                var ended = await Task.WhenAll(running.Select(process => process.EndAsync()));
                var winner = Assert.Single(ended.Index(), pair => pair.Item.ExitCode == (int)ExitCode.Released);
                foreach (var loser in ended.Where(loser => loser != winner.Item))
                {
                    loser.Expect(ExitCode.Locked);
                    Assert.Contains(
                        $"deployer {running[winner.Index].Id.ToString(CultureInfo.InvariantCulture)}@{Environment.MachineName} is "
                            + $"deploying {shop.Name}", loser.Error, StringComparison.Ordinal);
                    Assert.Contains("since ", loser.Error, StringComparison.Ordinal);
                }

                await shop.ExpectAtRestAsync($"round-{round}-{winner.Index}");
                foreach (var process in running)
                {
                    await process.DisposeAsync();
                }
            }
        }
        finally
        {
            clones.ForEach(clone => clone.Delete(recursive: true));
        }

        (await load.StopAsync()).ExpectNothingLost();
    }

    private static DirectoryInfo Clone()
    {
        var clone = Directory.CreateTempSubdirectory("slipway-e2e-");
        foreach (var file in Directory.EnumerateFiles(DeployerProgram.Folder))
        {
            File.Copy(file, Path.Combine(clone.FullName, Path.GetFileName(file)));
        }

        return clone;
    }
}
