using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Testing.Processes;

namespace Slipway.Nuke.Tests.Builds;

/// <summary>A build that runs as a process of its own and never outlives its test.</summary>
internal sealed class RunningBuild : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly Task<string> error;

    public RunningBuild(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        process.StandardInput.Close();
        error = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Returns at the first line with this text; fails when the build ends without one.</summary>
    public async Task ReadUntilAsync(string text)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            output.AppendLine(line);
            if (PlainText.Of(line).Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"\"{text}\" was expected in: {output}{await error}");
    }

    /// <summary>Sends <c>INT</c> or <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill",
            ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]) { UseShellExecute = false })!;
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<Ended> EndAsync()
    {
        using var limit = new CancellationTokenSource(Longest);
        output.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        output.Append(await error);
        return new Ended(process.ExitCode, PlainText.Of(output.ToString()));
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
