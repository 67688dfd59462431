using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Slipway.Routers.Tests.Programs;

/// <summary>A program of the target as a process of this machine. Its input and output are bytes: a letter each.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly CancellationTokenSource limit = new(TimeSpan.FromMinutes(5));
    private readonly Process process;
    private readonly Task<string> errors;

    /// <param name="program">The interpreter, or whatever is on the PATH.</param>
    /// <param name="arguments">Its arguments; a script among them.</param>
    /// <param name="path">The PATH it gets; null: that of the tests.</param>
    public ProgramProcess(string program, IEnumerable<string> arguments, string? path = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Encoding.Latin1,
            StandardOutputEncoding = Encoding.Latin1,
            StandardErrorEncoding = Encoding.Latin1,
            UseShellExecute = false,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync(limit.Token);
    }

    /// <summary>Ends every wait of a test after a minute.</summary>
    public CancellationToken Limit => limit.Token;

    public int Id => process.Id;

    public async Task WriteAsync(string text)
    {
        await process.StandardInput.WriteAsync(text.AsMemory(), Limit);
        await process.StandardInput.FlushAsync(Limit);
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>A line of its output; null at the end.</summary>
    public async Task<string?> ReadLineAsync() => await process.StandardOutput.ReadLineAsync(Limit);

    public async Task<string> ReadToEndAsync() => await process.StandardOutput.ReadToEndAsync(Limit);

    /// <summary>All that it says on standard error, once it has ended.</summary>
    public Task<string> ErrorsAsync() => errors;

    /// <param name="name">As Perl calls it: <c>TERM</c>.</param>
    public async Task SignalAsync(string name)
    {
        await using var kill = new ProgramProcess(
            "perl", ["-e", "kill(@ARGV) == 1 or die", name, Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.Equal(0, await kill.EndAsync());
    }

    /// <summary>Its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync(Limit);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        limit.Dispose();
    }
}
