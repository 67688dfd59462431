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
        Assert.True(Screen().Confirm("Remove everything?", yes: true));
        var error = Assert.Throws<UsageException>(() => Screen().Confirm("Remove everything?", yes: false));
        Assert.Equal("--yes", Assert.Single(error.Faults).Path);
        Assert.Equal("--yes: nobody is here to answer \"Remove everything?\". Nothing was touched.", error.Message);
        Assert.Equal("", output.ToString());
    }

    [Theory]
    [InlineData("n\n", "Nothing was removed: the answer was no.")]
    [InlineData("\n", "Nothing was removed: the answer was no.")]
    [InlineData("", "Nothing was removed: there was no answer.")]
    public void A_no_is_no_error_and_says_that_nothing_was_removed(string typed, string told)
    {
        using var answers = new StringReader(typed);
        Assert.False(Screen().Ask("Remove everything?", answers));
        Assert.Equal(["Remove everything? [y/N]", told], output.ToString().Trim().Split('\n'));
    }

    [Theory]
    [InlineData("y")]
    [InlineData(" YES ")]
    public void A_yes_is_one_in_any_letters(string typed)
    {
        using var answers = new StringReader(typed);
        Assert.True(Screen().Ask("Remove everything?", answers));
    }

    private Screen Screen() => Screens.Of(output);
}
