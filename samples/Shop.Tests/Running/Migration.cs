using Microsoft.Extensions.Configuration;
using Shop.Migrations;

namespace Shop.Tests.Running;

/// <summary>What a run of `migrate` printed and how it ended.</summary>
internal sealed record Migration(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();

    public static Task<Migration> RunAsync(IConfiguration settings) => RunAsync(settings, Patience.Token());

    /// <summary>Cancelling <paramref name="stop"/> is what SIGTERM does.</summary>
    public static async Task<Migration> RunAsync(IConfiguration settings, CancellationToken stop)
    {
        await using StringWriter output = new();
        await using StringWriter errors = new();
        int exitCode = await MigrateCommand.RunAsync(settings, output, errors, TimeProvider.System, stop);
        return new Migration(exitCode, output.ToString(), errors.ToString());
    }
}
