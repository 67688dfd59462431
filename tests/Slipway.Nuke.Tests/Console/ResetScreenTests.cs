using Slipway.Execution;
using Slipway.Nuke.Console;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads before something is taken away.</summary>
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
                Kept = [], Networks = ["shop"], Images = ["shop@sha256:0"], Manifests = ["shop@sha256:1"],
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
              images in their registry: shop@sha256:1
            """,
            output.ToString().Trim());
    }

    [Fact]
    public void A_reset_that_finds_nothing_but_data_to_keep_says_so()
    {
        Screen().Write(
            new Removal { Containers = [], Data = [], Volumes = [], Kept = ["shop-database-data"], Networks = [], Images = [] }, "shop",
            "there");
        Assert.Equal(["There is nothing of shop on there to remove.", "  kept: shop-database-data"], output.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void A_reset_of_nothing_says_that_there_is_nothing()
    {
        var nothing = new Removal { Containers = [], Data = [], Volumes = [], Kept = [], Networks = [], Images = [] };
        Screen().Write(nothing, "shop", "there");
        Assert.True(nothing.IsEmpty);
        Assert.Equal("There is nothing of shop on there to remove.", output.ToString().Trim());
    }

    [Fact]
    public void Without_a_person_at_the_terminal_only_yes_confirms()
    {
        Screen().Confirm("Remove everything?", yes: true);
        var error = Assert.Throws<UsageException>(() => Screen().Confirm("Remove everything?", yes: false));
        Assert.Equal("--yes", Assert.Single(error.Faults).Path);
        Assert.Equal("--yes: nobody is here to answer \"Remove everything?\". Nothing was touched.", error.Message);
        Assert.Equal("", output.ToString());
    }

    /// <summary>Under "Build succeeded" an exit code of 2 would be a riddle.</summary>
    [Theory]
    [InlineData("n\n", "Called off: the answer was no. Nothing was touched.")]
    [InlineData("\n", "Called off: the answer was no. Nothing was touched.")]
    [InlineData("", "Called off: there was no answer. Nothing was touched.")]
    public void A_no_ends_the_command_and_says_that_it_was_called_off(string typed, string told)
    {
        using var answers = new StringReader(typed);
        var error = Assert.Throws<UsageException>(() => Screen().Ask("Remove everything?", answers));
        Assert.Equal(told, error.Message);
        Assert.Equal(ExitCode.Usage, RunEnd.CodeOf(error, HostEffect.None, interrupted: false));
        Assert.Equal("Remove everything? [y/N]", output.ToString().Trim());
    }

    [Theory]
    [InlineData("y")]
    [InlineData(" YES ")]
    public void A_yes_is_one_in_any_letters(string typed)
    {
        using var answers = new StringReader(typed);
        Screen().Ask("Remove everything?", answers);
        Assert.Equal("Remove everything? [y/N]", output.ToString().Trim());
    }

    private Screen Screen() => Screens.Of(output);
}
