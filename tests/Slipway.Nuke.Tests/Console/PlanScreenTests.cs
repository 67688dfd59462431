using System.Runtime.CompilerServices;
using Slipway.Keeper;
using Slipway.Nuke.Console;
using Slipway.Observation;
using Slipway.Plans;
using Slipway.Reporting;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies.BlueGreen;

namespace Slipway.Nuke.Tests.Console;

/// <summary>What a person reads of a release that is not made, as approved transcripts.</summary>
public sealed class PlanScreenTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly Screen screen;

    public PlanScreenTests() => screen = Screens.Of(output);

    public void Dispose() => output.Dispose();

    [Fact]
    public void Plan_of_a_second_release()
    {
        screen.Write([new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!]);
        Match();
    }

    [Fact]
    public void A_plan_without_a_step_says_that_there_is_nothing_to_do()
    {
        screen.Write((IReadOnlyList<Plan>)[]);
        Assert.Equal("Nothing to do: a deploy would change nothing.", output.ToString().TrimEnd());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(200)]
    public void Plan_fits_the_screen(int width)
    {
        Screens.Of(output, width).Write([new BlueGreenStrategy().Plan(Scene.Shop, Scene.Observed, Scene.Begun(3))!]);
        Assert.DoesNotContain(output.ToString().Split('\n'), line => line.TrimEnd().Length > width);
        Assert.Contains("127.0.0.1:5000/shop@sha256:aaaaaaaaaaaa\n", output.ToString(), StringComparison.Ordinal);
    }

    private void Match([CallerMemberName] string scenario = "") => Approved.Match(output.ToString(), scenario);
}
