using Slipway.Nuke.Tests.Builds;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>
/// Nuke warns of a wrong value and takes the default, and ignores an unknown option: here both end the build before its first step.
/// </summary>
public sealed class ParameterTests : IDisposable
{
    private readonly BuildFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Every_fault_of_parameters_and_description_stands_in_one_message()
    {
        var ended = (await folder.RunAsync(
            "DeployBlueGreen", "--described", "faulty", "--port", "99999", "--public-address", "shop.example", "--install-engine",
            "perhaps", "--registry-port", "0",
            "--force", "maybe", "--to-release", "first", "--tail", "-1", "--yes", "maybe", "--registry", "http://registry",
            "--registry-user", "ann", "--prot", "8080",
            "--strategy", "slow", "--router", "apache", "--to-slot", "red", "--to-full", "half", "--on", "perhaps"))
            .Expect(ExitCode.Usage);
        ended.ExpectText("19 faults in what is to be released; nothing was touched.");
        Approved.Match(string.Join('\n', ended.Faults));
        ended.ExpectRefusal();
    }

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
    [InlineData("--port", "0")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "abc")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "")]
    [InlineData("--port", "1.5")]
    [InlineData("--registry-port", "-1")]
    [InlineData("--to-release", "0")]
    [InlineData("--to-release", "-1")]
    [InlineData("--to-release", "abc")]
    [InlineData("--tail", "-5")]
    [InlineData("--tail", "100001")]
    [InlineData("--force", "perhaps")]
    [InlineData("--install-engine", "nope")]
    [InlineData("--on", "")]
    [InlineData("--public-address", "ftp://shop")]
    [InlineData("--registry", "two words")]
    [InlineData("--registry", "/path")]
    [InlineData("--registry", "registry.example:0")]
    [InlineData("--registry", "registry.example:65536/team")]
    [InlineData("--registry", "")]
    [InlineData("--registry-user", "")]
    [InlineData("--service", "")]
    [InlineData("--stage", " ")]
    [InlineData("--tail", "٣")]
    [InlineData("--from", "99999999999")]
    [InlineData("--detailed-exit-code", "2")]
    [InlineData("--strategy", "bluegreen")]
    [InlineData("--strategy", "")]
    [InlineData("--router", "HA Proxy")]
    [InlineData("--to-slot", "0")]
    [InlineData("--to-full", "all")]
    [InlineData("--off", "-1")]
    [InlineData("--queue", "30")]
    [InlineData("--queue", "61s")]
    [InlineData("--queue", "999ms")]
    [InlineData("--queue", "0s")]
    [InlineData("--queue", "1h")]
    [InlineData("--queue", "99999999999s")]
    [InlineData("--queue", "soon")]
    [InlineData("--code", "abc")]
    [InlineData("--plan", "yes")]
    public async Task Wrong_value_ends_with_2_and_names_parameter_and_value(string parameter, string value)
    {
        var ended = (await folder.RunAsync("Status", parameter, value)).Expect(ExitCode.Usage)
            .ExpectText("1 fault in what was asked for; nothing was touched.");
        ended.ExpectText($"  {parameter}: ").ExpectText($"not \"{value}\"");
    }

    [Theory]
    [InlineData("--prot", "there is no such parameter; is --port meant? --help lists all")]
    [InlineData("-prot", "there is no such parameter; is --port meant? --help lists all")]
    [InlineData("--install", "there is no such parameter; is --install-engine meant? --help lists all")]
    [InlineData("--frobnicate", "there is no such parameter; --help lists all")]
    [InlineData("--port=8081", "the value is expected as the next argument: --port 8081")]
    [InlineData("--yes=true", "the value is expected as the next argument: --yes true")]
    [InlineData("--to-release", "a number from 1 to 2147483647 is expected after it")]
    [InlineData("--stage", "a value is expected after it")]
    [InlineData("--registry --yes", "a value is expected after it")]
    [InlineData("--strategy", "a value is expected after it")]
    [InlineData("--stage test Verify", "one value is expected, not 2: test Verify; targets stand before the first parameter")]
    [InlineData("--stage -test", "a value that begins with a dash is expected in the variable NUKE_STAGE")]
    [InlineData("--port 8081 --Port 8082", "it is given more than once, with different values: one is expected")]
    [InlineData("--on --on no", "it is given more than once, with different values: one is expected")]
    public async Task Command_line_that_Nuke_would_pass_over_ends_with_2(string arguments, string reason)
    {
        var ended = (await folder.RunAsync(["Status", .. arguments.Split(' ')])).Expect(ExitCode.Usage);
        Assert.Equal([$"{arguments.Split(' ', '=')[0]}: {reason}"], ended.Faults);
    }

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
    [InlineData("--on --yes --force --to-full", "On=True Yes=True Force=True ToFull=True InstallEngine=True")]
    [InlineData("-on --Yes --FORCE --tofull", "On=True Yes=True Force=True ToFull=True")]
    [InlineData("--on --queue 30s", "On=True Queue=00:00:30")]
    [InlineData("--on --queue 1m", "Queue=00:01:00")]
    [InlineData("--queue 1500ms --on", "On=True Queue=00:00:01.5000000")]
    [InlineData("--on yes --off no --yes 1 --force 0", "On=True Off=False Yes=True Force=False")]
    [InlineData("--on ON --off off --yes True --force FALSE", "On=True Off=False Yes=True Force=False")]
    [InlineData("--on false --install-engine no --port 8081", "On=False InstallEngine=False Port=8081")]
    [InlineData("--install-engine --to-release 3 --tail 5 --port 8081 --port 8081", "InstallEngine=True ToRelease=3 Tail=5 Port=8081")]
    [InlineData("--stage test --service web --strategy Rolling --router Caddy --to-slot GREEN",
        "Stage=test Service=web Strategy=rolling Router=Caddy ToSlot=Green")]
    [InlineData("--verbosity normal",
        "On=False Off=False Yes=False Force=False ToFull=False InstallEngine=True ToRelease= Tail=50 RegistryPort=5000")]
    public async Task Command_line_means_what_a_person_means(string arguments, string values)
    {
        var shown = (await folder.RunAsync(["ShowParameters", .. arguments.Split(' ')])).Expect(ExitCode.Released);
        Assert.All(values.Split(' '), value => shown.ExpectText($" {value};"));
    }

    [Fact]
    public async Task Environment_and_parameter_files_count_where_the_command_line_is_silent()
    {
        (folder.Environment["NUKE_ON"], folder.Environment["SLIPWAY_PORT"]) = ("yes", "8081");
        folder.Environment["Slipway_InstallEngine"] = "no";
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"),
            """{ "ToRelease": "3", "ToFull": "true", "Tail": "5", "Stage": "test" }""");
        var shown = (await folder.RunAsync("ShowParameters", "--tail", "7", "--to-full", "no")).Expect(ExitCode.Released);
        Assert.All(
            "On=True Port=8081 InstallEngine=False ToRelease=3 ToFull=False Tail=7 Stage=test".Split(' '),
            value => shown.ExpectText($" {value};"));
    }

    [Fact]
    public async Task Parameters_of_the_build_itself_are_checked_like_those_of_components()
    {
        var ended = (await folder.RunRealAsync("Soak", "--kills", "alll", "--minutes", "-1", "--seed")).Expect(ExitCode.Usage);
        Assert.Equal(
            ["--seed: a number from 0 to 2147483647 is expected after it",
                "--kills: a number from 0 to 2147483647, or all, is expected, not \"alll\"",
             "--minutes: a number from 0 to 100000 is expected, not \"-1\""],
            ended.Faults);
        Assert.Equal("NotRun", ended.Status("Soak"));
    }

    /// <summary>They come as far as the engine, which is not there.</summary>
    [Theory]
    [InlineData("--port 8081 --public-address https://shop.example --stage test")]
    [InlineData("--PORT 8081 --to-Release 3 --tail 5 --verbosity quiet")]
    [InlineData("--force --yes --install-engine false")]
    [InlineData("--force TRUE --yes false")]
    [InlineData("--strategy Blue-Green --router HAProxy --to-slot GREEN --to-full")]
    [InlineData("--strategy recreate --router caddy")]
    [InlineData("--registry registry.example:5000/team --registry-user ann --registry-password pass")]
    public async Task Right_values_are_accepted(string arguments) =>
        (await folder.RunAsync(["Status", .. arguments.Split(' ')])).Expect(ExitCode.Failed).ExpectText(BuildFolder.NoEngine);

    [Fact]
    public async Task Target_and_parameter_that_name_two_strategies_end_with_2() =>
        (await folder.RunAsync("DeployRolling", "--strategy", "canary")).Expect(ExitCode.Usage).ExpectRefusal()
            .ExpectText("  --strategy: the target releases by rolling, and canary was asked for: one of them is expected");

    [Theory]
    [InlineData("SwitchTraffic", "--to-slot: blue or green is expected")]
    [InlineData("Maintenance", "--on: either --on or --off is expected")]
    [InlineData("Maintenance --off --queue 30s", "--queue: it goes with --on, and --off was asked for")]
    [InlineData("SwitchTraffic --port 0", "--to-slot: blue or green is expected")]
    [InlineData("Maintenance --queue 30s", "--on: either --on or --off is expected")]
    [InlineData("Maintenance --on --off", "--on: either --on or --off is expected")]
    public async Task Command_that_is_not_told_what_to_do_ends_with_2(string arguments, string fault) =>
        Assert.Contains(fault, (await folder.RunAsync(arguments.Split(' '))).Expect(ExitCode.Usage).ExpectRefusal().Faults);

    [Theory]
    [InlineData("RegistryUser", "--registry-password")]
    [InlineData("RegistryPassword", "--registry-user")]
    public async Task Half_a_login_ends_with_2_and_names_the_other_half(string given, string missing)
    {
        folder.Environment[$"SLIPWAY_{given}"] = "given";
        (await folder.RunAsync("Status")).Expect(ExitCode.Usage).ExpectText($"  {missing}: ");
    }

    [Fact]
    public async Task Parameters_from_elsewhere_are_checked_too_and_the_fault_says_where_they_stand()
    {
        (folder.Environment["NUKE_PORT"], folder.Environment["SLIPWAY_ON"], folder.Environment["Code"]) = ("many", "", "four");
        (folder.Environment["SLIPWAY_STAGE"], folder.Environment["NUKE_STAGE"]) = ("test", "test");
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "ToRelease": "last" }""");
        var ended = (await folder.RunAsync("Status")).Expect(ExitCode.Usage);
        Assert.Equal(
            ["--code: a number is expected, not \"four\" (the variable Code)",
             "--on: yes or no (also true, on, 1 or false, off, 0) is expected, not \"\" (the variable SLIPWAY_ON)",
             "--port: a number from 1 to 65535 is expected, not \"many\" (the variable NUKE_PORT)",
             "--stage: one variable is expected, not SLIPWAY_STAGE and NUKE_STAGE",
             "--to-release: a number from 1 to 2147483647 is expected, not \"last\" (a parameter file, or the build itself)"],
            ended.Faults.Order(StringComparer.Ordinal));
    }

    /// <summary>A shell, a host of web applications and a build server set such names for purposes of their own.</summary>
    [Fact]
    public async Task Names_that_any_environment_has_count_for_nothing_and_are_named_in_one_line()
    {
        string[] names = ["PORT", "STAGE", "ROUTER", "REGISTRY", "SERVICE", "STRATEGY", "TAIL", "ON", "PublicAddress", "install_engine"];
        foreach (var name in names)
        {
            folder.Environment[name] = "whatever";
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "Tail": "5", "Port": "8081" }""");
        var shown = (await folder.RunAsync("ShowParameters", "--service", "web")).Expect(ExitCode.Released);
        Assert.All(
            "Port=8081 Stage= Router= Registry= Service=web Strategy= Tail=5 On=False InstallEngine=True".Split(' '),
            value => shown.ExpectText($" {value};"));
        var notice = Assert.Single(
            shown.Output.Split('\n'), line => line.Contains("Not taken from the environment", StringComparison.Ordinal));
        Assert.All(
            names.Except(["SERVICE"], StringComparer.Ordinal), name => Assert.Contains($"{name} (", notice, StringComparison.Ordinal));
        Assert.Contains("PORT (SLIPWAY_PORT counts)", notice, StringComparison.Ordinal);
        Assert.Contains("install_engine (SLIPWAY_INSTALL_ENGINE counts)", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("SERVICE", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("YES")]
    [InlineData("NUKE_YES")]
    [InlineData("SLIPWAY_YES")]
    [InlineData("FORCE")]
    [InlineData("NUKE_FORCE")]
    [InlineData("SLIPWAY_FORCE")]
    public async Task What_confirms_counts_on_the_command_line_alone(string variable)
    {
        folder.Environment[variable] = "yes";
        await File.WriteAllTextAsync(Path.Combine(folder.Root, ".nuke", "parameters.json"), """{ "Yes": "true", "Force": "true" }""");
        var shown = (await folder.RunAsync("ShowParameters")).Expect(ExitCode.Released);
        shown.ExpectText(" Yes=False;").ExpectText(" Force=False;").ExpectText($"{variable} (only --")
            .ExpectText("of a parameter file, or of the build itself (only --");
    }

    [Fact]
    public async Task What_Slipway_sets_in_containers_is_no_parameter()
    {
        foreach (var name in new[] { "VERSION", "SLOT", "RELEASE", "COMMIT" })
        {
            folder.Environment[$"SLIPWAY_{name}"] = "9";
        }

        (await folder.RunAsync("ShowRelease")).Expect(ExitCode.Released).ExpectText("Release 0 of the parameter");
        folder.Environment["NUKE_RELEASE"] = "7";
        (await folder.RunAsync("ShowRelease")).Expect(ExitCode.Released).ExpectText("Release 7 of the parameter");
    }
}
