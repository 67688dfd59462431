using Microsoft.Extensions.Configuration;
using Shop.Migrations;

namespace Shop.Tests.Running;

/// <summary>What a run of `migrate` printed and how it ended.</summary>
internal sealed record Migration(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1].Trim();

    public static async Task<Migration> RunAsync(IConfiguration settings)
    {
        await using StringWriter output = new();
        await using StringWriter errors = new();
        int exitCode = await MigrateCommand.RunAsync(settings, output, errors, TimeProvider.System, Patience.Token());
        return new Migration(exitCode, output.ToString(), errors.ToString());
    }
}
