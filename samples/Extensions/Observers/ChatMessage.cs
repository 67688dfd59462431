using System.Net.Http.Json;
using Slipway.Applications;
using Slipway.Keeper;
using Slipway.Steps;

namespace Extensions.Observers;

/// <summary>Tells a chat how each run ended, the failed ones too: a message over a web hook that takes <c>{"text": "…"}</c>.</summary>
/// <param name="webHook">Its address, which is a secret: whoever knows it can write there.</param>
public sealed class ChatMessage(Secret webHook) : IReleaseObserver
{
    /// <summary>A chat that does not answer holds a release up for so long, and fails none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public void RunEnded(Plan plan, RunOutcome outcome, string? cause)
    {
        var end = outcome switch
        {
            RunOutcome.Released => "done",
            RunOutcome.Paused => "a canary waits for somebody to look",
            RunOutcome.NeedsPerson => $"FAILED, and not all of it could be taken back: {cause}",
            _ => $"failed, what was live is live: {cause}",
        };
        using var client = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, webHook.Reveal())
        {
            Content = JsonContent.Create(new { text = $"{plan.Kind} of {plan.Release.Version}: {end}" }),
        };
        using var answer = client.Send(request);
        answer.EnsureSuccessStatusCode();
    }
}
