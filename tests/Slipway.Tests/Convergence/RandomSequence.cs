using System.Globalization;
using System.Text.Json;
using Slipway.Applications;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Strategies;
using Slipway.Strategies.Foundation;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Convergence;

/// <summary>One random sequence of commands, some of them disturbed, on one recorded target. The seed decides everything.</summary>
internal sealed class RandomSequence
{
    private const int Length = 12;

    private readonly Random random;
    private readonly Shell shell;
    private readonly Model model = new();
    private readonly List<string> told = [];
    private int lastVersion;

    public RandomSequence(int seed)
    {
        random = new Random(seed);
        var target = new RecordingTarget();
        target.Exclusive.Add("biller");
        var described = random.Next(2) == 0 ? ShopDescription.Whole : ShopDescription.Replicated;
        var strategy = StrategyRegistry.BuiltIn.Names[random.Next(StrategyRegistry.BuiltIn.Names.Count)];
        target.Alone = strategy == "recreate";
        shell = new Shell(target, described.By(strategy) with { Retire = (RetirePolicy)random.Next(3), Retention = 1 + random.Next(3) });
        told.Add($"strategy {shell.Application.Strategy?.Name}, policy {shell.Application.Retire}");
    }

    /// <summary>What was done, one line a command.</summary>
    public string Story => string.Join('\n', told);

    /// <summary>Throws when the target differs from the model.</summary>
    public async Task RunAsync()
    {
        for (var index = 0; index < 2; index++)
        {
            var first = ShopDescription.Request($"{++lastVersion}.0");
            await shell.DeployAsync(first);
            Learn(first.Version);
            Judge(first.Version, atRest: true);
        }

        for (var index = 0; index < Length; index++)
        {
            await StepAsync();
        }

        // However it was treated: one undisturbed deploy and everything is as it must be.
        var last = ShopDescription.Request($"{++lastVersion}.0");
        told.Add($"deploy {last.Version}");
        await shell.DeployAsync(last);
        Learn(last.Version);
        Judge(last.Version, atRest: true);
    }

    private async Task StepAsync()
    {
        if (random.Next(10) == 0)
        {
            told.Add("the router dies");
            shell.Target.Router.Die();
        }

        var fate = ChooseFate();
        var disturbed = fate.FailAt + fate.LoseReplyAt + fate.DieBefore + fate.DieAfter + fate.InterruptAt > 0;
        var serving = LiveVersion();
        switch (random.Next(10))
        {
            case 0 or 1 or 2 or 3:
                await DeployAsync(Behaviour.Good, fate, disturbed);
                break;
            case 4 or 5:
                string[] bad =
                [
                    Behaviour.Unhealthy, Behaviour.WrongVersion, Behaviour.BreaksLive, Behaviour.FailingMigration, Behaviour.Missing,
                ];
                await DeployAsync(bad[random.Next(bad.Length)], fate, disturbed);
                break;
            case 6 or 7:
                await RollbackAsync(null, fate, disturbed);
                break;
            case 8:
                await RollbackAsync(1 + random.Next(model.LastNumber + 1), fate, disturbed);
                break;
            default:
                told.Add($"cleanup{Tell(fate)}");
                await RunAsync(() => shell.CleanupAsync(fate), expected: null, disturbed);
                break;
        }

        Assert.True(shell.Target.Violations.Count == 0, string.Join('\n', shell.Target.Violations.Prepend($"was serving {serving}")));
    }

    private async Task DeployAsync(string behaviour, Fate fate, bool disturbed)
    {
        var request = ShopDescription.Request($"{++lastVersion}.0", behaviour);
        told.Add($"deploy {request.Version} {behaviour}{Tell(fate)}");
        if (behaviour == Behaviour.Good)
        {
            await RunAsync(() => shell.DeployAsync(request, fate), request.Version, disturbed);
            return;
        }

        await RunAsync(() => shell.DeployAsync(request, fate), expected: null, disturbed, ExitCode.Failed);
        Assert.True(disturbed || LiveVersion() != request.Version, $"{request.Version} is live, which is {behaviour}");
    }

    private async Task RollbackAsync(int? number, Fate fate, bool disturbed)
    {
        told.Add($"rollback {number}{Tell(fate)}");

        // A command that was cut off before may be finished first, which changes what this one goes to: it is only foretold from rest.
        var atRest = (await shell.StatusAsync())!.Interrupted is null;
        var expected = number is { } named ? model.VersionOf(named) : model.Before;
        var possible = expected is not null && expected != model.Live;
        await RunAsync(() => shell.RollbackAsync(number, fate), atRest && possible ? expected : null, disturbed || !atRest,
            possible ? null : ExitCode.Usage);
    }

    /// <param name="expected">What is live afterwards when nothing disturbs; null: what was live before.</param>
    /// <param name="ends">How it ends when nothing disturbs; null for well.</param>
    private async Task RunAsync(Func<Task> command, string? expected, bool disturbed, ExitCode? ends = null)
    {
        var atRest = (await shell.StatusAsync())!.Interrupted is null;
        ExitCode? observed = null;
        var killed = false;
        try
        {
            await command();
        }
        catch (SlipwayException error)
        {
            observed = shell.CodeOf(error);
            told[^1] += $" -> exit {(int)observed}: {error.Message.ReplaceLineEndings(" ")}";
        }
        catch (KilledException)
        {
            killed = true;
        }
        catch (OperationCanceledException) when (disturbed)
        {
            told[^1] += " -> cancelled before it began";
        }

        Learn(expected);
        told[^1] += $" => live {LiveVersion()}";
        if (killed)
        {
            return;
        }

        if (!disturbed)
        {
            Assert.Equal(ends, observed);
            Judge(expected ?? model.Live, atRest: ends is null && expected is not null);
        }
        else if (observed is null or ExitCode.Failed or ExitCode.Interrupted or ExitCode.Usage && atRest)
        {
            // Exit 4 and 6 say that what was live before is live, and the records know what that is.
            Assert.True((await shell.StatusAsync())!.Interrupted is not null || LiveVersion() == model.Live,
                $"live is {LiveVersion()}, recorded {model.Live}");
        }
    }

    private void Judge(string version, bool atRest)
    {
        Assert.Equal(version, model.Live);
        Assert.Equal(version, LiveVersion());
        if (atRest)
        {
            var faults = Rest.Find(shell.Target, shell.Application, version);
            Assert.True(faults.Count == 0, string.Join('\n', faults));
        }
    }

    /// <summary>Takes in the records that appeared.</summary>
    private void Learn(string? expected)
    {
        var records = shell.Target.Files.Where(file => file.Key.StartsWith("releases/", StringComparison.Ordinal))
            .Select(file => JsonSerializer.Deserialize(file.Value, JournalJson.Default.ReleaseRecord)!)
            .Where(record => record.Number > model.LastNumber).OrderBy(record => record.Number).ToList();
        Assert.True(records.Count <= 2, $"{records.Count} records appeared at once; expected was {expected}");
        records.ForEach(record => model.Record(record.Number, record.Version, record.Restores));
    }

    private string? LiveVersion() => shell.Target.Router.Split.Only is { } live
        ? shell.Target.Containers.GetValueOrDefault(new ResourceNames("shop").Slot("web", live))?.Version
        : null;

    private Fate ChooseFate()
    {
        var at = 1 + random.Next(130);
        return random.Next(9) switch
        {
            0 => new Fate { DieBefore = at },
            1 => new Fate { DieAfter = at },
            2 => new Fate { FailAt = at },
            3 => new Fate { LoseReplyAt = at },
            4 => new Fate { InterruptAt = at },
            _ => new Fate(),
        };
    }

    private static string Tell(Fate fate) => string.Join(' ', new (string Word, int At)[]
    {
        (", killed before", fate.DieBefore), (", killed after", fate.DieAfter), (", fails at", fate.FailAt),
        (", loses the reply of", fate.LoseReplyAt), (", interrupted at", fate.InterruptAt),
    }.Where(pair => pair.At > 0).Select(pair => $"{pair.Word} effect {pair.At.ToString(CultureInfo.InvariantCulture)}"));
}
