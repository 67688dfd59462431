using System.Security.Cryptography;
using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Graph;

/// <summary>A build that leaves out what makes its images is refused before it touches anything, unless somebody made them.</summary>
public sealed class SkippingTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>There is no engine: whoever touched one would end with another code.</summary>
    [Theory]
    [InlineData("DeployRelease", "Push")]
    [InlineData("DeployRelease", "DockerBuild Push")]
    [InlineData("DeployRelease", "Compile DockerBuild Push")]
    [InlineData("DeployRelease", "Migrate DockerBuild Push")]
    [InlineData("DeployRelease", "Prepare DockerBuild Push Migrate")]
    [InlineData("DeployRelease", "")]
    [InlineData("DeployCanary", "push")]
    [InlineData("Ship", "Push")]
    [InlineData("Migrate", "Push")]
    [InlineData("Migrate", "")]
    public async Task What_releases_without_a_push_is_refused_with_each_image_and_its_mend(string target, string skipped)
    {
        var ended = await folder.RunAsync([target, "--skip", .. skipped.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        var fault = Assert.Single(ended.Expect(ExitCode.Usage).ExpectRefusal().Faults);
        Assert.StartsWith("images.small: ", fault, StringComparison.Ordinal);
        Assert.Contains("let Push run", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_neither_migrates_nor_releases_may_leave_the_push_out()
    {
        foreach (var target in new[] { "Verify", "Push", "PlanRelease" })
        {
            var ended = await folder.RunAsync(target, "--skip", "Push", "Prepare", "DockerBuild");
            Assert.DoesNotContain("Push run", ended.Output, StringComparison.Ordinal);
        }
    }

    [EngineFact]
    public async Task Push_of_what_nobody_has_built_is_refused_before_anything_is_on_the_target()
    {
        folder.Environment.Remove("DOCKER_HOST");
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { } host)
        {
            folder.Environment["DOCKER_HOST"] = host;
        }

        File.WriteAllText(Path.Combine(folder.Root, "some.txt"), RandomNumberGenerator.GetHexString(20));
        var application = $"nuketests-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
        var ended = (await folder.RunAsync("DeployRelease", "--named", application, "--skip", "DockerBuild")).Expect(ExitCode.Usage);
        Assert.Contains("let DockerBuild run", Assert.Single(ended.ExpectRefusal().Faults), StringComparison.Ordinal);
        (await folder.RunAsync("Status", "--named", application)).Expect(ExitCode.Released).ExpectText("never released");
    }
}
