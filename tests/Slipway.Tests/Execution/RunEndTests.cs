using Slipway.Containers;
using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Strategies;
using Slipway.Strategies.Canary;
using Slipway.Tests.Recording;
using Slipway.Verification;
using Slipway.Waiting;

namespace Slipway.Tests.Execution;

/// <summary>The exit code of every way to end, at the one place where it is given.</summary>
public sealed class RunEndTests
{
    private static readonly Exception Cause = new InvalidOperationException("cause");

    /// <summary>Every error of the core, and the code when nothing had been done by then.</summary>
    public static TheoryData<string, ExitCode> Untouched => new()
    {
        { nameof(UsageException), ExitCode.Usage },
        { nameof(SpecificationException), ExitCode.Usage },
        { nameof(NewerSchemaException), ExitCode.Usage },
        { nameof(LockHeldException), ExitCode.Locked },
        { nameof(LockLostException), ExitCode.NeedsPerson },
        { nameof(LiveSiteException), ExitCode.NeedsPerson },
        { nameof(StrategyMissingException), ExitCode.NeedsPerson },
        { nameof(KeeperConversationEndedException), ExitCode.Failed },
        { nameof(KeeperRefusedException), ExitCode.Failed },
        { nameof(RecordUnreadableException), ExitCode.Failed },
        { nameof(RequestsLostException), ExitCode.Failed },
        { nameof(SecretMissingException), ExitCode.Failed },
        { nameof(EngineUnreachableException), ExitCode.Failed },
        { nameof(EngineRefusedException), ExitCode.Failed },
        { nameof(ContainerMissingException), ExitCode.Failed },
        { nameof(ContainerNotRunningException), ExitCode.Failed },
        { nameof(SessionEndedException), ExitCode.Failed },
        { nameof(ImageUnavailableException), ExitCode.Failed },
        { nameof(ImageBuildException), ExitCode.Failed },
        { nameof(WaitTimedOutException), ExitCode.Failed },
        { nameof(MigrationFailedException), ExitCode.Failed },
        { nameof(CanaryRejectedException), ExitCode.Failed },
        { nameof(SoakFailedException), ExitCode.Failed },
        { nameof(RouterException), ExitCode.Failed },
        { nameof(HookFailedException), ExitCode.Failed },
        { nameof(InvalidOperationException), ExitCode.Failed },
    };

    private static readonly Dictionary<string, Exception> Errors = new Exception[]
    {
        new UsageException("--yes is missing"),
        new SpecificationException([new SpecificationFault("services", "at least one is expected")]),
        new NewerSchemaException("The journal", 9, 2),
        new LockHeldException("shop", null),
        new LockLostException("gone"),
        new LiveSiteException(new Uri("http://application.test/"), "1.0", "status 500"),
        new StrategyMissingException("relay", "It is released by relay", Cause),
        new KeeperConversationEndedException("gone"),
        new KeeperRefusedException("no space left"),
        new RecordUnreadableException("3.json", Cause),
        new RequestsLostException("1 of 2 requests were lost", new SwitchFigures()),
        new SecretMissingException("api-key", version: null),
        new EngineUnreachableException("unix:///engine.sock", "Start it."),
        new EngineRefusedException("start it", "no"),
        new ContainerMissingException("web", "start"),
        new ContainerNotRunningException("web", "was expected to run", "it is gone", null),
        new SessionEndedException("perl", ""),
        new ImageUnavailableException("web:1", "no"),
        new ImageBuildException("web", "no"),
        new WaitTimedOutException("it", TimeSpan.FromSeconds(1), "nothing"),
        new MigrationFailedException("shop-migrate-1", 1),
        new CanaryRejectedException(new CanaryVerdict(CanaryJudgement.Worse, "slow"), "It is slow."),
        new SoakFailedException(Slot.Green, TimeSpan.FromSeconds(3), "it is gone", "no requests of clients"),
        new RouterException("no"),
        new HookFailedException("gate", "failed: no", Cause),
        Cause,
    }.ToDictionary(error => error.GetType().Name, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Untouched))]
    public void Before_anything_was_done_the_kind_of_error_says_how_it_ends(string error, ExitCode code) =>
        Assert.Equal(code, RunEnd.CodeOf(Errors[error], HostEffect.None, interrupted: false));

    [Theory]
    [MemberData(nameof(Untouched))]
    public void No_error_that_comes_after_an_effect_claims_that_what_was_live_is_live(string error, ExitCode untouched)
    {
        foreach (var effect in new[] { HostEffect.HalfDone, HostEffect.Done })
        {
            Assert.Equal(untouched == ExitCode.Locked ? untouched : ExitCode.NeedsPerson,
                RunEnd.CodeOf(Errors[error], effect, interrupted: false));
            Assert.DoesNotContain("what was live is live", RunEnd.Describe(Errors[error], effect) ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_table_has_every_error_of_the_core()
    {
        var all = typeof(SlipwayException).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SlipwayException)) && type != typeof(ReleaseFailedException));
        Assert.Equal(all.Select(type => type.Name).Append(Cause.GetType().Name).Order(StringComparer.Ordinal),
            Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Errors.Keys.Order(StringComparer.Ordinal), Untouched.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(RunOutcome.Failed, HostEffect.None, ExitCode.Failed)]
    [InlineData(RunOutcome.Interrupted, HostEffect.None, ExitCode.Interrupted)]
    [InlineData(RunOutcome.NeedsPerson, HostEffect.None, ExitCode.NeedsPerson)]
    [InlineData(RunOutcome.Failed, HostEffect.Done, ExitCode.NeedsPerson)]
    public void A_plan_that_failed_ends_as_its_undos_did(RunOutcome outcome, HostEffect effect, ExitCode code)
    {
        var plan = new Plan
        {
            Kind = RunKind.Deploy, Release = ShopDescription.Begun(1, "1.0"), Slot = Slot.Green, Steps = [new ReportTraffic()],
        };
        var error = new ReleaseFailedException(outcome, plan, plan.Steps[0].Do, "no", [], Cause);

        Assert.Equal(code, RunEnd.CodeOf(error, effect, interrupted: false));
    }

    [Theory]
    [InlineData(true, HostEffect.None, ExitCode.Interrupted)]
    [InlineData(false, HostEffect.None, ExitCode.Failed)] // nobody asked for it: something gave up by itself
    [InlineData(true, HostEffect.HalfDone, ExitCode.NeedsPerson)]
    [InlineData(true, HostEffect.Done, ExitCode.NeedsPerson)]
    public void An_interruption_ends_with_6_only_where_what_was_live_is_live(bool interrupted, HostEffect effect, ExitCode code) =>
        Assert.Equal(code, RunEnd.CodeOf(new OperationCanceledException(), effect, interrupted));

    [Fact]
    public async Task A_failure_after_a_release_went_live_does_not_say_that_what_was_live_is_live()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.0"));
        Assert.Equal(HostEffect.Done, shell.Effect);
        Assert.Equal(ExitCode.NeedsPerson, shell.CodeOf(Cause));
    }

    [Fact]
    public async Task A_reset_that_was_cut_off_half_way_does_not_say_that_what_was_live_is_live()
    {
        var shell = new Shell(new RecordingTarget(), ShopDescription.Web);
        await shell.DeployAsync(ShopDescription.Request("1.0"));

        var error = await Assert.ThrowsAsync<EngineRefusedException>(() => shell.ResetAsync(new Fate { FailAt = 4 }));

        Assert.Equal(ExitCode.NeedsPerson, shell.CodeOf(error));
        await shell.ResetAsync();
        Assert.Equal(HostEffect.None, shell.Effect);
    }
}
