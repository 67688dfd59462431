using System.Text.Json.Nodes;

namespace Slipway.Routers.Caddy;

/// <summary>The parts that Caddy's configuration is made of.</summary>
internal static class Directives
{
    /// <summary>Where the matcher of files found its file, below the folder it looked in.</summary>
    public const string Found = "{http.matchers.file.relative}";

    public static JsonArray List(params ReadOnlySpan<string> values)
    {
        var list = new JsonArray();
        foreach (var value in values)
        {
            list.Add(value);
        }

        return list;
    }

    /// <summary>Handlers for a request that all matchers match. Caddy evaluates those of one route in no particular order.</summary>
    public static JsonObject Route(IEnumerable<JsonObject> matchers, params IEnumerable<JsonObject> handlers)
    {
        var all = new JsonObject(
            matchers.SelectMany(matcher => matcher.ToList()).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var route = new JsonObject();
        if (all.Count > 0)
        {
            route["match"] = new JsonArray(all);
        }

        route["handle"] = new JsonArray([.. handlers]);
        return route;
    }

    public static JsonObject Subroute(params IEnumerable<JsonObject> routes) =>
        new() { ["handler"] = "subroute", ["routes"] = new JsonArray([.. routes]) };

    /// <summary>A subroute whose errors others handle.</summary>
    public static JsonObject Attempt(IEnumerable<JsonObject> routes, IEnumerable<JsonObject> errors)
    {
        var subroute = Subroute(routes);
        subroute["errors"] = new JsonObject { ["routes"] = new JsonArray([.. errors]) };
        return subroute;
    }

    public static JsonObject Set(params ReadOnlySpan<(string Name, string Value)> variables)
    {
        var handler = new JsonObject { ["handler"] = "vars" };
        foreach (var (name, value) in variables)
        {
            handler[name] = value;
        }

        return handler;
    }

    /// <summary>
    /// Some file has a name of this pattern. Several times the same pattern: looks again if a state was replaced while it looked.
    /// </summary>
    public static JsonObject File(string root, params ReadOnlySpan<string> patterns) =>
        new() { ["file"] = new JsonObject { ["root"] = root, ["try_files"] = List(patterns) } };

    /// <summary>A variable has one of these values.</summary>
    public static JsonObject Is(string variable, params ReadOnlySpan<string> values) =>
        new() { ["vars"] = new JsonObject { [variable] = List(values) } };

    public static JsonObject IsSet(string variable) => new() { ["not"] = new JsonArray(Is(variable, "")) };

    /// <summary>A variable matches; its groups are <c>{http.regexp.name.1}</c> and so on from then on.</summary>
    public static JsonObject Matches(string variable, string name, string pattern) =>
        new() { ["vars_regexp"] = new JsonObject { [variable] = new JsonObject { ["name"] = name, ["pattern"] = pattern } } };

    public static JsonObject HasHeader(string name) => new() { ["header"] = new JsonObject { [name] = List("*") } };

    public static JsonObject Host(string host) => new() { ["host"] = List(host) };

    public static JsonObject Path(string path) => new() { ["path"] = List(path) };

    /// <summary>An expression in the Common Expression Language.</summary>
    public static JsonObject Holds(string expression) => new() { ["expression"] = expression };

    /// <summary>A page of the proxy's own.</summary>
    public static JsonObject Page(int status, string body, bool retry)
    {
        var headers = new JsonObject { ["Content-Type"] = List("text/html; charset=utf-8") };
        if (retry)
        {
            headers["Retry-After"] = List("30");
        }

        return new JsonObject { ["handler"] = "static_response", ["status_code"] = status, ["headers"] = headers, ["body"] = body };
    }
}
