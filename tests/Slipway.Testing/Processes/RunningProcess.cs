using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;

namespace Slipway.Testing.Processes;

/// <summary>A real process under test: its lines can be waited for, signals sent, and it never outlives its test.</summary>
public sealed class RunningProcess : IAsyncDisposable
{
    /// <summary>
    /// For a .NET process that lives for seconds on a machine that is busy anyhow: nothing is compiled a second time, for speed, in its
    /// first 10 min (in hexadecimal ms), nor counted for that, nor is memory for code mapped twice; and a thread that has nothing to do
    /// waits at once, without a while of looking for work. A build that only says what is wrong needs half the processor time so.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Frugal { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DOTNET_TC_CallCountingDelayMs"] = "927C0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <summary>A loaded machine compiles for minutes.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private readonly Process process;
    private readonly Action<int>? ended;
    private readonly List<string> output = [];
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder error = new();
    private readonly Task reading;

    private RunningProcess(Process process, Action<int>? ended)
    {
        (this.process, this.ended) = (process, ended);
        reading = Task.WhenAll(ReadOutputAsync(), ReadErrorAsync());
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <param name="program">Found on the path, or a path.</param>
    /// <param name="environment">Set in addition to what is inherited.</param>
    /// <param name="folder">Null for this process's own.</param>
    /// <param name="inherits">Says of a variable whether it is inherited; null for all but those of a build.</param>
    /// <param name="ended">Told the exit code when the end was waited for.</param>
    public static RunningProcess Start(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null,
        Predicate<string>? inherits = null,
        Action<int>? ended = null)
    {
        // A test run that was started in the background ignores SIGINT, and so would its children; a release is to be interrupted here.
        ProcessStartInfo start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = folder ?? "";
        // What a build leaves in the environment of its tests is not for the builds that the tests run.
        inherits ??= variable => !IsOfABuild(variable);
        foreach (var dropped in start.Environment.Keys.Where(variable => !inherits(variable)).ToList())
        {
            start.Environment.Remove(dropped);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        // A build's node would outlive the process and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        var started = Process.Start(start)!;
        started.StandardInput.Close();
        return new RunningProcess(started, ended);
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<Ended> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null,
        Predicate<string>? inherits = null)
    {
        await using var running = Start(program, arguments, environment, folder, inherits);
        return await running.EndAsync();
    }

    /// <summary>
    /// Returns at the first line, not returned before, that holds <paramref name="text"/>; false when the process ends without one.
    /// </summary>
    public async Task<bool> ReadUntilAsync(string text)
    {
        await foreach (var line in lines.Reader.ReadAllAsync(CancellationToken.None))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sends SIGINT, SIGTERM or SIGKILL.</summary>
    public async Task SignalAsync(string signal) =>
        (await RunAsync("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)])).Expect(0);

    /// <summary>Returns once the process has been stopped by a signal; fails after a minute.</summary>
    public async Task AwaitStoppedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!(await File.ReadAllTextAsync($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/stat", limit.Token))
            .Contains(") T ", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public async Task<Ended> EndAsync()
    {
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The process did not end within {Longest}.\n{string.Join('\n', output)}\n{error}");
        }

        await reading;
        ended?.Invoke(process.ExitCode);
        return new Ended(process.ExitCode, output, error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await reading;
        process.Dispose();
    }

    /// <summary>Whether a build sets this variable for the programs that it runs.</summary>
    public static bool IsOfABuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || variable.StartsWith("NUKE", StringComparison.OrdinalIgnoreCase);

    private async Task ReadOutputAsync()
    {
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var plain = PlainText.Of(line);
            output.Add(plain);
            lines.Writer.TryWrite(plain);
        }

        lines.Writer.Complete();
    }

    private async Task ReadErrorAsync() => error.Append(PlainText.Of(await process.StandardError.ReadToEndAsync(CancellationToken.None)));
}
