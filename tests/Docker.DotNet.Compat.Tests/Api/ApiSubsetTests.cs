using Slipway.Compat.Tests;

namespace Docker.DotNet.Compat.Tests.Api;

public sealed class ApiSubsetTests
{
    private static readonly ApiListing Official = ApiListing.FromResources(typeof(ApiSubsetTests), "docker-dotnet.txt.gz");

    [Fact]
    public void Every_public_member_stands_in_the_official_listing_with_the_same_id_and_type()
    {
        Assert.True(Official.Count > 2000, $"Only {Official.Count} rows were read.");
        var violations = Official.Violations(typeof(DockerClient).Assembly.Location);
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Fact]
    public void A_member_that_the_official_api_does_not_have_is_reported()
    {
        var violations = Official.ViolationsOfSource("namespace Docker.DotNet; public class DockerShortcuts { public void Run() { } }");

        Assert.Contains(violations, violation => violation.StartsWith("T:Docker.DotNet.DockerShortcuts:", StringComparison.Ordinal));
    }
}
