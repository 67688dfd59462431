using Slipway.Nuke.Console;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Spectre.Console;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads before something is taken away, and of a site that is not where it should be.</summary>
public sealed class ResetScreenTests : IDisposable
{
    private readonly StringWriter output = new();

    public void Dispose() => output.Dispose();

    [Fact]
    public void A_reset_names_all_that_it_removes_its_data_first()
    {
        Screen().Write(
            new Removal
            {
                Containers = ["shop-router", "shop-keeper"], Data = ["shop-database-data"], Volumes = ["shop-slipway"],
                Kept = [], Networks = ["shop"], Images = ["shop@sha256:0"],
            },
            "shop", "unix:///run/engine.sock");
        Assert.Equal(
            """
            Reset removes of shop from unix:///run/engine.sock:
              data, which nothing brings back: shop-database-data
              containers: shop-router, shop-keeper
              volumes: shop-slipway
              networks: shop
              images: shop@sha256:0
            """,
            output.ToString().Trim());
    }

    [Fact]
    public void A_reset_that_keeps_the_data_says_so()
    {
        Screen().Write(
            new Removal { Containers = [], Data = [], Volumes = [], Kept = ["shop-database-data"], Networks = [], Images = [] }, "shop",
            "there");
        Assert.Equal(["Reset removes of shop from there:", "  kept: shop-database-data"], output.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void A_status_says_where_the_site_is_that_is_described_elsewhere()
    {
        var drift = new PublicationDrift("0.0.0.0:8080", "0.0.0.0:9090");
        var drifted = Scene.Observed with { Router = Scene.Observed.Router with { Drift = drift } };
        Screen().Write(new StatusReport(Scene.Shop, drifted, null, Scene.Address), "shop");
        Assert.Contains("The router listens on 0.0.0.0:8080, and 0.0.0.0:9090 is described. `Deploy` moves it there.", output.ToString(),
            StringComparison.Ordinal);
    }

    private Screen Screen() => new(AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(output),
    }));
}
