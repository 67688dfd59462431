using System.Net.Http.Headers;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Verification;

/// <summary>The published site, asked from where the release is run, as a client would.</summary>
public static class LiveSite
{
    /// <summary>
    /// Asks once for the version; returns when it is the expected one, or when the description says that it is not to be checked. Waits
    /// <see cref="VerificationSettings.Patience"/> at most.
    /// </summary>
    /// <param name="address">Where clients reach the application.</param>
    /// <param name="application">Says which path answers the version.</param>
    /// <param name="version">What must be answered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LiveSiteException">It does not answer with <paramref name="version"/>.</exception>
    public static async Task VerifyAsync(
        Uri address, Application application, string version, TimeProvider time, CancellationToken cancellationToken)
    {
        if (application.Verification.VersionPath is not { } path)
        {
            return;
        }

        using var client = new HttpClient { Timeout = application.Verification.Patience, BaseAddress = address };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));
        client.DefaultRequestHeaders.TryAddWithoutValidation(OwnRequest.Header, OwnRequest.Value);
        string? observed;
        var start = time.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            observed = answer.IsSuccessStatusCode ? VersionAnswer.Check(body, version) : $"status {(int)answer.StatusCode}";
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            observed = $"{error.Message} after {time.GetElapsedTime(start).TotalSeconds:0.0} s";
        }

        if (observed is not null)
        {
            throw new LiveSiteException(new Uri(address, path), version, observed);
        }
    }
}
