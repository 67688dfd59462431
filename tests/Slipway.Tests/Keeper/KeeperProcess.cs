using System.Diagnostics;
using System.Text;
using Slipway.Containers;
using Slipway.Keeper;

namespace Slipway.Tests.Keeper;

/// <summary>The keeper's own script as a process of this machine: the same text that runs in the keeper's container.</summary>
internal sealed class KeeperProcess : IContainerSession
{
    private readonly Process process;

    /// <param name="folder">What the state volume is to the container.</param>
    /// <param name="silenceSeconds">After how long without a word a lock's holder is taken for gone.</param>
    /// <param name="before">Perl that is compiled before the script: where it is to be killed, what is to be traced.</param>
    public KeeperProcess(string folder, int silenceSeconds = 60, string before = "")
    {
        var start = new ProcessStartInfo("perl")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var argument in (string[])["-e", before + KeeperContainer.Script, folder, $"{silenceSeconds}"])
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
    }

    public string StandardError => "";

    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteAsync($"{line}\n".AsMemory(), cancellationToken);
        await process.StandardInput.FlushAsync(cancellationToken);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>One request and its reply, with what is hexadecimal in it as text.</summary>
    public async Task<string> AskAsync(string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await WriteLineAsync(request, limit.Token);
        return await ReadLineAsync(limit.Token) ?? "ended";
    }

    public void Kill() => process.Kill();

    public Task EndAsync() => process.WaitForExitAsync(CancellationToken.None);

    public static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
