using Slipway.Execution;
using Slipway.Keeper;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hooks;

/// <summary>An observer that throws never changes a release.</summary>
public sealed class ObserverTests
{
    public static TheoryData<string> Strategies => HookedShop.Strategies;

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task One_that_throws_from_every_member_leaves_effects_and_journal_as_they_are(string strategy)
    {
        var prepared = await Shell.ReleasedTwiceAsync(strategy);
        var (quiet, disturbed) = (prepared.Copy(), Disturb(prepared.Copy()));

        var report = await quiet.DeployAsync(ShopDescription.Request("1.2"));
        var despite = await disturbed.DeployAsync(ShopDescription.Request("1.2"));

        Assert.Equal(quiet.Target.Log, disturbed.Target.Log);
        Assert.Equal(quiet.Observer.Heard, disturbed.Observer.Heard.Where(line => !line.StartsWith("warning", StringComparison.Ordinal)));
        Assert.Empty(report.Warnings);
        var warning = Assert.Single(despite.Warnings);
        Assert.StartsWith("The observer ThrowingObserver failed (InvalidOperationException: ", warning, StringComparison.Ordinal);
        Assert.Equal([$"warning {warning}"], disturbed.Observer.Heard.Where(line => line.StartsWith("warning", StringComparison.Ordinal)));
        Assert.Empty(Rest.Find(disturbed.Target, disturbed.Application, "1.2"));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task One_that_throws_while_a_release_fails_leaves_the_undos_as_they_are(string strategy)
    {
        var prepared = await Shell.ReleasedTwiceAsync(strategy);
        var (quiet, disturbed) = (prepared.Copy(), Disturb(prepared.Copy()));
        foreach (var shell in new[] { quiet, disturbed })
        {
            var request = ShopDescription.Request("1.2", Behaviour.BreaksLive);
            var error = await Assert.ThrowsAsync<ReleaseFailedException>(() => shell.DeployAsync(request));
            Assert.Equal(ExitCode.Failed, shell.CodeOf(error));
        }

        Assert.Equal(quiet.Target.Log, disturbed.Target.Log);
        Assert.Empty(Rest.Find(disturbed.Target, disturbed.Application, "1.1"));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task One_that_throws_and_is_the_only_one_is_in_the_report(string strategy)
    {
        var shell = await Shell.ReleasedTwiceAsync(strategy);
        var engine = new ReleaseEngine(shell.Application, shell.Target.Connect(new Fate()), new ThrowingObserver(), shell.Target.Time);

        var report = await shell.Target.Time.RunAsync(async () =>
        {
            await using var session = await engine.BeginAsync("Deploy", Shell.User, CancellationToken.None);
            await session.MigrateAsync(ShopDescription.Request("1.2"), CancellationToken.None);
            return await session.DeployAsync(ShopDescription.Request("1.2"), CancellationToken.None);
        });

        Assert.Contains("The observer ThrowingObserver failed", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Empty(Rest.Find(shell.Target, shell.Application, "1.2"));
    }

    [Fact]
    public void What_one_throws_from_any_member_is_caught_and_the_others_hear_all()
    {
        var heard = new RecordingObserver();
        var plan = new Plan
        {
            Kind = RunKind.Deploy,
            Release = new BegunRelease
            {
                Number = 1,
                Version = "1.0",
                Commit = "c",
                Images = ImageDigestDictionary.Of(new Dictionary<string, string>(StringComparer.Ordinal)),
                By = "me",
            },
            Steps = [],
        };
        var all = new ReleaseObservers(new ThrowingObserver(), heard, new ThrowingObserver());
        foreach (var member in typeof(IReleaseObserver).GetMethods())
        {
            member.Invoke(all, [.. member.GetParameters().Select(parameter => parameter.ParameterType.IsValueType
                ? Activator.CreateInstance(parameter.ParameterType)
                : parameter.ParameterType == typeof(Exception) ? new InvalidOperationException("broken")
                : parameter.ParameterType == typeof(Plan) ? plan : (object)"something")]);
        }

        Assert.Equal(2, all.Warnings.Count);
        // All that was told, and one warning for each of the two.
        Assert.Equal(typeof(IReleaseObserver).GetMethods().Length + 2, heard.Heard.Count);
    }

    private static Shell Disturb(Shell shell) => new(shell.Target, shell.Application) { Others = [new ThrowingObserver()] };

    private sealed class ThrowingObserver : IReleaseObserver
    {
        public void StepStarted(int number, int total, string step) => throw new InvalidOperationException(step);

        public void StepDone(string step, TimeSpan took, string? detail) => throw new OperationCanceledException(step);

        public void StepFailed(string step, Exception error) => throw new LockLost();

        public void UndoStarted(string undo) => throw new InvalidOperationException(undo);

        public void UndoDone(string undo) => throw new InvalidOperationException(undo);

        public void UndoFailed(string undo, Exception error) => throw new InvalidOperationException(undo);

        public void Waiting(string what, TimeSpan elapsed, TimeSpan limit) => throw new InvalidOperationException(what);

        public void Note(string message) => throw new InvalidOperationException(message);

        public void Warn(string message) => throw new InvalidOperationException(message);

        public void RunEnded(Plan plan, RunOutcome outcome, string? cause) => throw new InvalidOperationException(cause);
    }

    private sealed class LockLost() : SlipwayException("an observer's own");
}
