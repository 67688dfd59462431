using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>Secrets that a command needs, and those that it does not; what is given in confidence is not repeated.</summary>
public sealed class SecretParameterTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("DeployRelease")]
    [InlineData("DeployCanary")]
    [InlineData("Migrate")]
    public async Task A_build_that_releases_is_refused_without_its_secrets_before_its_first_step(string target)
    {
        var ended = (await folder.RunAsync(target, "--described", "secretive", "--port", "0")).Expect(ExitCode.Usage);
        Assert.Equal(["--port", "secrets.api-key", "secrets.mail-password", "router.tls.certificate"],
            ended.Faults.Select(fault => fault.Trim().Split(": ")[0]));
        ended.ExpectText("give it by the variable NUKE_MAIL_PASSWORD, or by --mail-password, or take what is live with --keep-secrets");
        ended.ExpectText("give it by the variable NUKE_SITE_CERTIFICATE, or by --site-certificate, or");
        ended.ExpectRefusal();
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("DeployRelease", "--keep-secrets")]
    [InlineData("Rollback", "--with-current-secrets")]
    [InlineData("Rollback")]
    [InlineData("Status")]
    [InlineData("Logs")]
    [InlineData("Cleanup")]
    [InlineData("PromoteCanary")]
    [InlineData("AbortCanary")]
    [InlineData("SwitchTraffic", "--to-slot", "blue")]
    public async Task What_needs_no_secret_gets_as_far_as_the_engine(params string[] command) =>
        (await folder.RunAsync([.. command, "--described", "secretive", "--install-engine", "no"])).Expect(ExitCode.Failed);

    [Theory]
    [InlineData("--registry-password=--s3cret")]
    [InlineData("--registry-password --s3cret")]
    [InlineData("--registry-password s3cret s3cret")]
    [InlineData("--registry-password s3cret --registry-password s3cret2")]
    public async Task Secret_is_not_repeated_whatever_is_wrong_with_it(string arguments)
    {
        var ended = (await folder.RunAsync(["Status", .. arguments.Split(' ')])).Expect(ExitCode.Usage).ExpectText("--registry-password: ");
        Assert.DoesNotContain("s3cret", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RegistryUser", "--registry-password")]
    [InlineData("RegistryPassword", "--registry-user")]
    public async Task Half_a_login_ends_with_2_and_names_the_other_half(string given, string missing)
    {
        folder.Environment[$"SLIPWAY_{given}"] = "given";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText($"  {missing}: ");
    }
}
