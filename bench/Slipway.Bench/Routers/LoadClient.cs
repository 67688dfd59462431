using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Containers;
using Slipway.Docker.Hosting;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Bench.Routers;

/// <summary>
/// A container beside the routers: wrk and hey ask from it, so that no port proxy of the engine is on the way. Asked itself, it answers a
/// megabyte.
/// </summary>
internal sealed partial class LoadClient(Workspace workspace, ResourceNames names)
{
    /// <summary>The path of the megabyte, and of what answers that all is well.</summary>
    public const string Megabyte = "/megabyte";

    private const string Service = "megabyte";
    private const int Port = 8080;
    private const int Connections = 32;

    private const string Configuration = """
        daemon off;
        pid /tmp/nginx.pid;
        events { worker_connections 4000; }
        http {
            access_log off;
            sendfile on;
            keepalive_requests 1000000;
            client_body_temp_path /tmp/body;
            proxy_temp_path /tmp/proxy;
            fastcgi_temp_path /tmp/fastcgi;
            uwsgi_temp_path /tmp/uwsgi;
            scgi_temp_path /tmp/scgi;
            server { listen 8080; location / { root /srv/files; } }
        }

        """;

    private static readonly ImageRecipe Recipe = new(
        "slipway/bench-load",
        $"""
         FROM {BaseImage.Name}
         RUN apt-get update && apt-get install -y --no-install-recommends hey nginx-light wrk && rm -rf /var/lib/apt/lists/*
         RUN mkdir /srv/files && head -c 1048576 /dev/urandom > /srv/files{Megabyte}
         COPY nginx.conf /etc/nginx/nginx.conf
         USER 65534:65534
         ENTRYPOINT ["nginx", "-e", "stderr"]

         """,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["nginx.conf"] = Configuration });

    private string Name => names.SharedService(Service);

    public static ServiceRoute Route { get; } = new(Service, null, Megabyte, Port, Megabyte);

    /// <summary>Where the megabyte comes from.</summary>
    public async Task<ServiceEndpoint> StartAsync(CancellationToken cancellationToken)
    {
        var image = await workspace.Engine.Images.EnsureAsync(Recipe, new Progress<string>(), cancellationToken);
        var address = await workspace.StartAsync(
            new ContainerSpec { Name = Name, Image = image, Labels = names.Labels, Network = names.Network }, cancellationToken);
        return new ServiceEndpoint(Service, 1, Name, address, Port);
    }

    /// <summary>Answers a second when each of 32 kept connections asks again as soon as it was answered.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public async Task<double> AskAsync(Uri address, TimeSpan time, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            ["wrk", "-t1", $"-c{Text(Connections)}", $"-d{Text(time.TotalSeconds)}s", address.AbsoluteUri], cancellationToken);
        return output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"wrk saw requests fail at {address}:\n{output}")
            : Read(output, AnswersASecond());
    }

    /// <summary>The time that one answer in a hundred takes longer than, under so many requests a second on 32 kept connections.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public async Task<TimeSpan> MeasureP99Async(Uri address, double rate, TimeSpan time, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            [
                "hey", "-z", $"{Text(time.TotalSeconds)}s", "-c", Text(Connections), "-q", Text(rate / Connections), address.AbsoluteUri,
            ],
            cancellationToken);
        return output.Contains("Error distribution", StringComparison.Ordinal) || !output.Contains("[200]", StringComparison.Ordinal)
            ? throw new InvalidOperationException($"hey saw requests fail at {address}:\n{output}")
            : TimeSpan.FromSeconds(Read(output, NinetyNine()));
    }

    /// <summary>The answers that so many kept connections get, each asking again as soon as it was answered, and the failures.</summary>
    public async Task<(long Answers, long Failed)> CrowdAsync(
        Uri address, int connections, TimeSpan time, CancellationToken cancellationToken)
    {
        // No answer that comes is too late.
        var output = await RunAsync(
            ["wrk", "-t2", $"-c{Text(connections)}", $"-d{Text(time.TotalSeconds)}s", "--timeout", "60s", address.AbsoluteUri],
            cancellationToken);
        var refused = Refused().Match(output) is { Success: true } match ? Number(match) : 0;
        return (
            Number(Answered().Match(output)) - refused,
            refused + Errors().Matches(output).Sum(Number));

        static long Number(Match match) => long.Parse(match.Groups["figure"].ValueSpan, CultureInfo.InvariantCulture);
    }

    private async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var result = await workspace.Engine.Containers.ExecuteAsync(Name, command, cancellationToken);
        return result.ExitCode == 0
            ? result.StandardOutput
            : throw new InvalidOperationException($"{string.Join(' ', command)}: {result.StandardError}{result.StandardOutput}");
    }

    private static double Read(string output, Regex number) =>
        double.TryParse(number.Match(output).Groups["figure"].ValueSpan, CultureInfo.InvariantCulture, out var read)
            ? read
            : throw new InvalidOperationException($"No figure in:\n{output}");

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+(?<figure>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnswersASecond();

    [GeneratedRegex("(?<figure>[0-9]+) requests in ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Answered();

    [GeneratedRegex("Non-2xx or 3xx responses: (?<figure>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refused();

    [GeneratedRegex("(connect|read|write|timeout) (?<figure>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Errors();

    [GeneratedRegex("99%+ in (?<figure>[0-9.]+) secs", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NinetyNine();
}
