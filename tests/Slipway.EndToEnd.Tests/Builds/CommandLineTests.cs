using Slipway.EndToEnd.Tests.Target;
using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Builds;

/// <summary>What build.sh says before it touches anything.</summary>
[Collection(BuildsCollection.Name)]
public sealed class CommandLineTests(RepositoryCopy copy)
{
    [EngineTheory]
    [InlineData("Deploy Check Rollback Status History PlanRelease Logs Cleanup Reset Verify Migrate Push DockerBuild DeployBlueGreen")]
    [InlineData(
        "--port --stage --public-address --registry --registry-port --registry-user --install-engine --to-release --force --service --tail "
            + "--yes")]
    public void Help_explains_every_target_and_parameter_in_a_sentence(string names)
    {
        Assert.All(names.Split(' '), name =>
        {
            // A target's sentence stands below its name, a parameter's beside it.
            var entries = copy.Help.Output.Index()
                .Where(line => $"{line.Item.TrimStart()} ".StartsWith($"{name} ", StringComparison.Ordinal))
                .Select(line => $"{line.Item} {(name.StartsWith('-') ? "" : copy.Help.Output.ElementAtOrDefault(line.Index + 1))}")
                .ToList();
            Assert.True(entries.Count > 0, $"{name} is not in the help: {copy.Help.All}");
            Assert.True(entries.Max(entry => entry.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) >= 5,
                $"{name} has no sentence: {copy.Help.All}");
        });
    }

    /// <summary>The parameters' schema is written at each run, and committed: one that is behind makes each fresh clone "dirty".</summary>
    [EngineFact]
    public void First_run_in_a_fresh_clone_changes_no_file_of_it() => Assert.Empty(copy.ChangedByFirstRun);

    [EngineFact]
    public async Task All_wrong_parameters_are_named_in_one_message_and_nothing_is_touched()
    {
        var ended =
            (await copy.RunAsync(["Deploy", "--port", "99999", "--to-release", "x", "--tail", "0", "--nope", "--stage", "No Stage"]))
                .Expect(ExitCode.Usage);
        var message = ended.Output.SkipWhile(line =>
            !line.Contains("5 faults in what was asked for; nothing was touched", StringComparison.Ordinal)).Skip(1).Take(5)
            .Select(line => line.Split(':')[0].Trim()).Order(StringComparer.Ordinal);
        Assert.Equal(["--nope", "--port", "--stage", "--tail", "--to-release"], message, StringComparer.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(copy.Folder, "artifacts", "shop")), "nothing was compiled");
    }

    [EngineTheory]
    [InlineData("Status")]
    [InlineData("Deploy")]
    public async Task Engine_that_does_not_answer_ends_with_4_and_says_what_to_do(string target)
    {
        var ended = (await copy.RunAsync(
            [target, "--install-engine", "false", "--stage", copy.Stage],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DOCKER_HOST"] = "unix:///nonexistent.sock" }))
            .Expect(ExitCode.Failed);
        Assert.Contains("unix:///nonexistent.sock", ended.All, StringComparison.Ordinal);
        Assert.Contains("DOCKER_HOST", ended.All, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Target_that_was_never_released_to_has_no_status_and_nothing_to_roll_back()
    {
        const string Nowhere = "e2e-nowhere";
        var status = (await copy.RunAsync(["Status", "--stage", Nowhere])).Expect(ExitCode.Released);
        Assert.Contains(status.Output, line => line.Contains("was never released", StringComparison.Ordinal));
        (await copy.RunAsync(["Rollback", "--stage", Nowhere])).Expect(ExitCode.Usage);
        Assert.Empty(await DockerClient.ListAsync($"{ResourceNames.ApplicationLabel}=shop-{Nowhere}"));
    }

    [EngineFact]
    public async Task Reset_of_what_is_not_there_asks_nothing_and_says_so()
    {
        var ended = (await copy.RunAsync(["Reset", "--stage", copy.Stage])).Expect(ExitCode.Released);
        Assert.Contains(ended.Output, line => line.Contains("There is nothing of", StringComparison.Ordinal));
    }
}
