using Slipway.Applications;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Plans;

/// <summary>Which release a rollback goes to.</summary>
public sealed class RollbackTargetTests
{
    [Theory]
    [InlineData("1 2", 1)]
    [InlineData("1 2 3", 2)]
    [InlineData("1 2 3 4=2", 1)] // rolled back once: the next one goes further back
    [InlineData("1 2 3 4=2 5", 2)] // 3 was rolled back from: it is not come back to
    [InlineData("1 2 3 4=1 5", 1)]
    [InlineData("1 2 3 4=2 5=3", 2)] // forward again by number
    [InlineData("1 2 3 4=2 5 6=2 7", 2)]
    public void Without_a_number_it_is_what_was_live_before(string history, int expected) =>
        Assert.Equal(expected, Rollback.ChooseTarget(History(history), null).Number);

    [Theory]
    [InlineData("1")]
    [InlineData("1 2 3=1")]
    public void Before_the_first_release_there_is_nothing(string history)
    {
        var error = Assert.Throws<UsageException>(() => Rollback.ChooseTarget(History(history), null));
        Assert.StartsWith("There is nothing to roll back to", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Those that can be asked for are named, what is live is not.</summary>
    [Theory]
    [InlineData("1 2 3=1", ": 2.")]
    [InlineData("1 2 3 4=1", ": 2, 3.")]
    [InlineData("1", "release 1 is the only one.")]
    public void Where_there_is_nothing_before_the_numbers_that_can_be_chosen_are_named(string history, string end) => Assert.EndsWith(end,
        Assert.Throws<UsageException>(() => Rollback.ChooseTarget(History(history), null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_any_release_there_is_nothing() =>
        Assert.Throws<UsageException>(() => Rollback.ChooseTarget(ObservedState.Nothing, null));

    [Theory]
    [InlineData("1 2 3", 1, 1)]
    [InlineData("1 2 3=1 4", 3, 1)] // the number of a rollback means what it restored
    [InlineData("1 2 3=1", 2, 2)]
    public void A_number_is_that_release(string history, int asked, int expected) =>
        Assert.Equal(expected, Rollback.ChooseTarget(History(history), asked).Number);

    [Theory]
    [InlineData("1 2", 2, "release 2 is what is live now")]
    [InlineData("1 2 3=1", 1, "release 1 is what is live now")]
    [InlineData("1 2 3=1", 3, "release 3 is what is live now")]
    [InlineData("1 2", 7, "there is no release 7. Known: 1, 2.")]
    [InlineData("1 2", 0, "there is no release 0")]
    [InlineData("1 2", -1, "there is no release -1")]
    public void A_number_that_leads_nowhere_is_wrong_usage(string history, int asked, string message)
    {
        var error = Assert.Throws<UsageException>(() => Rollback.ChooseTarget(History(history), asked));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_lacks_an_image_of_todays_description_is_refused_before_anything_is_touched()
    {
        var wider =
            ShopDescription.Web with { Workers = [new Worker { Name = "mailer", Image = ShopDescription.Image with { Name = "jobs" } }] };
        var error = Assert.Throws<UsageException>(() =>
            Rollback.Plan(wider, History("1 2"), State.Begun(3, restores: 1), StrategyRegistry.BuiltIn.Choose(wider, asked: null)));
        Assert.Contains("release 1 has no image jobs", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Numbers of releases in turn; <c>4=2</c> is a rollback that restored 2. The last one is live.</summary>
    private static ObservedState History(string history)
    {
        var state = new State(ShopDescription.Web);
        var slot = Slot.Green;
        var content = 0;
        foreach (var word in history.Split(' '))
        {
            slot = slot.Other();
            var parts = word.Split('=');
            var number = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
            var restores = parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
            state.Recorded(number, slot, restores);
            content = restores ?? number;
        }

        return state.Live(slot, content).Observe();
    }
}
