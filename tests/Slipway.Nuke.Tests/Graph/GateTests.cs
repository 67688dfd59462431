using System.Security.Cryptography;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Graph;

/// <summary>The gate and the switch are one plan: no option of the command line comes between them.</summary>
public sealed class GateTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public GateTests()
    {
        folder.Environment.Remove("DOCKER_HOST");
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host)
        {
            folder.Environment["DOCKER_HOST"] = host;
        }
    }

    public void Dispose() => folder.Dispose();

    [EngineFact]
    public async Task Skip_of_Verify_leaves_the_gate_before_the_switch_in_the_plan()
    {
        var plan = (await folder.RunRealAsync("PlanRelease", "--skip", "Verify", "--stage",
            $"gate-{RandomNumberGenerator.GetHexString(6, lowercase: true)}"))
            .Expect(ExitCode.Released);
        var steps = plan.Lines.ToList();
        var healthy = steps.FindIndex(step => step.Contains(". Wait until the blue slot is healthy", StringComparison.Ordinal));
        var verified = steps.FindIndex(step => step.Contains("in the blue slot over the preview route", StringComparison.Ordinal));
        var shifted = steps.FindIndex(step => step.Contains(". Shift traffic ", StringComparison.Ordinal));
        Assert.True(healthy > 0 && healthy < verified && verified < shifted, plan.Output);
    }

    [EngineTheory]
    [InlineData("PlanRelease", ExitCode.Released)]
    [InlineData("PlanRelease --detailed-exit-code", ExitCode.Differs)]
    [InlineData("Diff --detailed-exit-code", ExitCode.Usage)]
    public async Task A_plan_with_something_to_do_says_so_by_its_exit_code_where_that_is_asked_for(string command, ExitCode expected)
    {
        string[] nowhere = ["--stage", $"gate-{RandomNumberGenerator.GetHexString(6, lowercase: true)}"];
        (await folder.RunRealAsync([.. command.Split(' '), .. nowhere])).Expect(expected);
    }
}
