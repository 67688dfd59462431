using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.Routers.Tests.Traefik;

/// <summary>
/// The facts of the schema of Traefik v3's dynamic file, for the parts that Slipway writes, after its documentation of the file provider:
/// which keys there are, of which kind, and which names refer to what. A key that is not in here is one that Traefik would ignore or
/// refuse.
/// </summary>
internal static partial class DynamicFileSchema
{
    private const string Duration = "duration";
    private const string Text = "text";

    private static readonly Dictionary<string, Dictionary<string, string>> Kinds = new(StringComparer.Ordinal)
    {
        ["file"] = new(StringComparer.Ordinal) { ["http"] = "http", ["tls"] = "tls", ["tcp"] = "any", ["udp"] = "any" },
        ["http"] = new(StringComparer.Ordinal)
        {
            ["routers"] = "map router", ["services"] = "map service", ["middlewares"] = "map middleware",
            ["serversTransports"] = "map transport",
        },
        ["router"] = new(StringComparer.Ordinal)
        {
            ["entryPoints"] = "list text", ["middlewares"] = "list text", ["service"] = Text, ["rule"] = Text,
            ["ruleSyntax"] = Text, ["priority"] = "integer",
            ["tls"] = "any", ["observability"] = "any",
        },
        ["service"] = new(StringComparer.Ordinal)
        {
            ["loadBalancer"] = "loadBalancer", ["weighted"] = "weighted", ["mirroring"] = "any", ["failover"] = "any",
        },
        ["loadBalancer"] = new(StringComparer.Ordinal)
        {
            ["servers"] = "list server", ["healthCheck"] = "healthCheck", ["passHostHeader"] = "boolean",
            ["serversTransport"] = Text, ["sticky"] = "any",
            ["responseForwarding"] = "any",
        },
        ["server"] = new(StringComparer.Ordinal) { ["url"] = "url", ["weight"] = "integer", ["preservePath"] = "boolean" },
        ["healthCheck"] = new(StringComparer.Ordinal)
        {
            ["scheme"] = Text, ["mode"] = Text, ["path"] = Text, ["method"] = Text, ["status"] = "integer", ["port"] = "integer",
            ["interval"] = Duration,
            ["timeout"] = Duration, ["hostname"] = Text, ["followRedirects"] = "boolean", ["headers"] = "map text",
        },
        ["weighted"] = new(StringComparer.Ordinal) { ["services"] = "list weightedService", ["sticky"] = "any", ["healthCheck"] = "any" },
        ["weightedService"] = new(StringComparer.Ordinal) { ["name"] = Text, ["weight"] = "integer" },
        ["middleware"] = new(StringComparer.Ordinal)
        {
            ["headers"] = "headers", ["replacePath"] = "replacePath", ["errors"] = "any", ["addPrefix"] = "any", ["stripPrefix"] = "any",
        },
        ["headers"] = new(StringComparer.Ordinal) { ["customRequestHeaders"] = "map header", ["customResponseHeaders"] = "map text" },
        ["replacePath"] = new(StringComparer.Ordinal) { ["path"] = Text },
        ["transport"] = new(StringComparer.Ordinal)
        {
            ["maxIdleConnsPerHost"] = "integer", ["forwardingTimeouts"] = "timeouts", ["disableHTTP2"] = "boolean",
        },
        ["timeouts"] = new(StringComparer.Ordinal)
        {
            ["dialTimeout"] = Duration, ["responseHeaderTimeout"] = Duration, ["idleConnTimeout"] = Duration,
            ["readIdleTimeout"] = Duration, ["pingTimeout"] = Duration,
        },
        ["tls"] = new(StringComparer.Ordinal) { ["stores"] = "map store", ["certificates"] = "any", ["options"] = "any" },
        ["store"] = new(StringComparer.Ordinal) { ["defaultCertificate"] = "certificate", ["defaultGeneratedCert"] = "any" },
        ["certificate"] = new(StringComparer.Ordinal) { ["certFile"] = Text, ["keyFile"] = Text },
    };

    /// <summary>What Traefik would not take, each with its place; none if the file is good.</summary>
    public static IReadOnlyList<string> Problems(JsonElement file)
    {
        var problems = new List<string>();
        Check(file, "file", "", problems);
        var http = file.GetProperty("http");
        var services = http.GetProperty("services").EnumerateObject().Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var middlewares = http.GetProperty("middlewares").EnumerateObject().Select(middleware => middleware.Name)
            .ToHashSet(StringComparer.Ordinal);
        var transports = http.GetProperty("serversTransports").EnumerateObject().Select(transport => transport.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var router in http.GetProperty("routers").EnumerateObject())
        {
            Refers(services, router.Value.GetProperty("service"), router.Name, problems);
            foreach (var middleware in router.Value.GetProperty("middlewares").EnumerateArray())
            {
                Refers(middlewares, middleware, router.Name, problems);
            }

            if (!Rule().IsMatch(router.Value.GetProperty("rule").GetString()!))
            {
                problems.Add($"{router.Name}: not a rule: {router.Value.GetProperty("rule")}");
            }
        }

        foreach (var service in http.GetProperty("services").EnumerateObject())
        {
            if (service.Value.EnumerateObject().Count() != 1)
            {
                problems.Add($"{service.Name}: a service is of one kind");
            }

            if (service.Value.TryGetProperty("weighted", out var weighted))
            {
                foreach (var part in weighted.GetProperty("services").EnumerateArray())
                {
                    Refers(services, part.GetProperty("name"), service.Name, problems);
                }
            }
            else
            {
                Refers(transports, service.Value.GetProperty("loadBalancer").GetProperty("serversTransport"), service.Name, problems);
            }
        }

        return problems;
    }

    private static void Check(JsonElement value, string kind, string place, List<string> problems)
    {
        if (kind.Split(' ') is [var collection, var inner])
        {
            var items = collection == "list"
                ? value.EnumerateArray().Select((item, index) => ($"{place}[{index}]", item))
                : value.EnumerateObject().Select(property => ($"{place}.{Named(property.Name, place, problems)}", property.Value));
            foreach (var (at, item) in items)
            {
                Check(item, inner, at, problems);
            }

            return;
        }

        if (Kinds.TryGetValue(kind, out var keys))
        {
            foreach (var property in value.EnumerateObject())
            {
                if (keys.TryGetValue(property.Name, out var inside))
                {
                    Check(property.Value, inside, $"{place}.{property.Name}", problems);
                }
                else
                {
                    problems.Add($"{place}: no key {property.Name} in {kind}");
                }
            }

            return;
        }

        var good = kind switch
        {
            Text => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            // One that is set to nothing is taken away.
            "header" => value.ValueKind == JsonValueKind.String,
            Duration => DurationText().IsMatch(value.GetString()!),
            "url" => UrlText().IsMatch(value.GetString()!),
            _ => true,
        };
        if (!good)
        {
            problems.Add($"{place}: {value} is no {kind}");
        }
    }

    /// <summary>A name may not hold the sign that parts it from its provider.</summary>
    private static string Named(string name, string place, List<string> problems)
    {
        if (!NameText().IsMatch(name))
        {
            problems.Add($"{place}: a bad name: {name}");
        }

        return name;
    }

    private static void Refers(HashSet<string> names, JsonElement name, string place, List<string> problems)
    {
        if (!names.Contains(name.GetString()!))
        {
            problems.Add($"{place}: nothing is named {name}");
        }
    }

    [GeneratedRegex(@"\A\d+(ms|s|m|h)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DurationText();

    [GeneratedRegex(@"\Ahttp://[A-Za-z0-9.-]+:\d{1,5}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlText();

    [GeneratedRegex(@"\A[A-Za-z0-9-]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameText();

    /// <summary>Matchers with the number of values that each takes, joined by and, or, and one level of parentheses.</summary>
    private const string Part =
        @"(((Host|Path|PathPrefix)\(`[^`]+`\)|(Header|HeaderRegexp)\(`[^`]+`, `[^`]+`\))"
        + @"|\((Path|PathPrefix)\(`[^`]+`\) \|\| PathPrefix\(`[^`]+`\)\))";

    [GeneratedRegex(
        @"\A" + Part + "( && " + Part + @")*\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();
}
