using Slipway.Hosts;

namespace Slipway.EndToEnd.Tests.Target;

/// <summary>
/// Listens to the engine's own account of which migrations it started for an application. The engine remembers only its last few hundred
/// events, so it is listened to all the while.
/// </summary>
internal sealed class MigrationWatch : IAsyncDisposable
{
    private readonly RunningProcess listening;

    private MigrationWatch(RunningProcess listening) => this.listening = listening;

    public static MigrationWatch Start(string application) => new(RunningProcess.Start("docker",
    [
        "events", "--since", $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}", "--filter", "type=container", "--filter",
        "event=start",
        "--filter", $"label={ResourceNames.ApplicationLabel}={application}", "--filter", $"label={ResourceNames.RoleLabel}=migration",
        "--format", "{{.Actor.Attributes.name}}",
    ]));

    /// <summary>Fails when any release's migration was started twice, or when none was seen at all.</summary>
    public async Task ExpectEachOnceAsync()
    {
        await listening.SignalAsync("TERM");
        var started = (await listening.EndAsync()).Output;
        Assert.NotEmpty(started);
        Assert.Equal(started.Distinct(StringComparer.Ordinal), started);
    }

    public ValueTask DisposeAsync() => listening.DisposeAsync();
}
