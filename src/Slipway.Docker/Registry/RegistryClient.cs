using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;
using Polly;
using Polly.Retry;

namespace Slipway.Docker.Registry;

/// <summary>
/// What a release needs to know of an image registry: which digest a tag stands for, which tags there are, and the removal of old manifests.
/// A registry that is busy or briefly away is asked again, up to three times. The password is sent in headers only and is in no message.
/// </summary>
public sealed class RegistryClient : IDisposable
{
    /// <summary>Without these a registry converts a manifest to an older form, whose digest nobody can pull.</summary>
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpClient http;
    private readonly Uri registry;
    private readonly RegistryCredentials? credentials;
    private readonly ResiliencePipeline<HttpResponseMessage> patience;
    private AuthenticationHeaderValue? authentication;

    /// <param name="host">Host and port as in an image's name: <c>127.0.0.1:5000</c>. Loopback is spoken to in plain text, all others over TLS.</param>
    /// <param name="credentials">Null asks anonymously.</param>
    /// <param name="time">The clock for waits between attempts.</param>
    public RegistryClient(string host, RegistryCredentials? credentials, TimeProvider time)
    {
        this.credentials = credentials;
        var secure = new Uri($"https://{host}/");
        registry = secure.IsLoopback ? new UriBuilder(secure) { Scheme = Uri.UriSchemeHttp, Port = secure.IsDefaultPort ? 80 : secure.Port }.Uri : secure;
        http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        patience = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .HandleResult(response => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError),
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(300),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                OnRetry = failed =>
                {
                    failed.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .Build();
    }

    /// <summary>The digest (<c>sha256:…</c>) that a tag stands for, or null when there is no such tag.</summary>
    public async Task<string?> FindDigestAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Head, $"v2/{repository}/manifests/{tag}", cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        Expect(answer, $"tell the digest of {repository}:{tag}");
        return answer.Headers.TryGetValues("Docker-Content-Digest", out var digests)
            ? digests.First()
            : throw Failure($"was asked for the digest of {repository}:{tag} but answered without one");
    }

    /// <summary>All tags of a repository, ordered; empty when there is no such repository.</summary>
    public async Task<IReadOnlyList<string>> ListTagsAsync(string repository, CancellationToken cancellationToken)
    {
        List<string> tags = [];
        for (string? page = $"v2/{repository}/tags/list"; page is not null;)
        {
            using var answer = await SendAsync(HttpMethod.Get, page, cancellationToken);
            if (answer.StatusCode is HttpStatusCode.NotFound)
            {
                break;
            }

            Expect(answer, $"list the tags of {repository}");
            tags.AddRange((await answer.Content.ReadFromJsonAsync<TagList>(cancellationToken))?.Tags ?? []);
            page = NextPage(answer);
        }

        return [.. tags.Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes a manifest with all its tags; the registry frees the layers at its next garbage collection. A missing one is fine.</summary>
    public async Task DeleteManifestAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Delete, $"v2/{repository}/manifests/{digest}", cancellationToken);
        if (answer.StatusCode is HttpStatusCode.MethodNotAllowed)
        {
            throw Failure($"does not allow the deletion of {repository}@{digest}: it has to be enabled in its configuration");
        }

        if (answer.StatusCode is not HttpStatusCode.NotFound)
        {
            Expect(answer, $"delete {repository}@{digest}");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(method, path, cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.Unauthorized)
        {
            return answer;
        }

        var challenges = answer.Headers.WwwAuthenticate.ToArray();
        answer.Dispose();
        authentication = BearerChallenge.Find(challenges) is { } challenge
            ? new AuthenticationHeaderValue("Bearer", await FetchTokenAsync(challenge, cancellationToken))
            : Basic;
        return await SendOnceAsync(method, path, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await patience.ExecuteAsync(
                async token =>
                {
                    using var request = new HttpRequestMessage(method, new Uri(registry, path)) { Headers = { Authorization = authentication } };
                    foreach (var type in ManifestTypes)
                    {
                        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
                    }

                    return await http.SendAsync(request, token);
                },
                cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw Failure($"does not answer: {exception.GetBaseException().Message}", exception);
        }
    }

    private async Task<string> FetchTokenAsync(BearerChallenge challenge, CancellationToken cancellationToken)
    {
        if (credentials is not null && !string.Equals(challenge.Realm.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal) && !challenge.Realm.IsLoopback)
        {
            throw Failure($"wants the password sent in plain text to {challenge.Realm.Host}, which is not done");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, challenge.TokenAddress) { Headers = { Authorization = Basic } };
        using var answer = await http.SendAsync(request, cancellationToken);
        Expect(answer, "give a token");
        var grant = await answer.Content.ReadFromJsonAsync<TokenGrant>(cancellationToken);
        return grant?.Token ?? grant?.AccessToken ?? throw Failure("was asked for a token but answered without one");
    }

    private AuthenticationHeaderValue? Basic => credentials is null
        ? null
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password.Reveal()}")));

    /// <summary>The next page of a long list stands in a header: <c>&lt;/v2/…&gt;; rel="next"</c>.</summary>
    private static string? NextPage(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Link", out var links) && links.First() is var link && link.IndexOf('>', StringComparison.Ordinal) is var end and > 0
            ? link[1..end]
            : null;

    private void Expect(HttpResponseMessage answer, string what)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var advice = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? credentials is null ? "; give a user and a password" : $"; check the password and the rights of {credentials.UserName}"
                : string.Empty;
            throw Failure($"refused to {what}: {(int)answer.StatusCode} {answer.ReasonPhrase}{advice}");
        }
    }

    private SlipwayException Failure(string what, Exception? cause = null) =>
        new(ExitCode.Failed, $"The registry {registry.Authority} {what}.", cause);

    private sealed record TagList([property: JsonPropertyName("tags")] IReadOnlyList<string>? Tags);

    private sealed record TokenGrant(
        [property: JsonPropertyName("token")] string? Token, [property: JsonPropertyName("access_token")] string? AccessToken);
}
