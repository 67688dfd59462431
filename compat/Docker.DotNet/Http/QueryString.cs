using System.Collections;
using System.Globalization;
using System.Reflection;
using Docker.DotNet.Json;

namespace Docker.DotNet.Http;

/// <summary>The query of a request, written from the marked properties of its parameters in the order of their declaration.</summary>
internal static class QueryString
{
    /// <summary>
    /// Escaped, without a question mark; empty when nothing is set. A value that equals its type's default is not sent:
    /// not even a <c>false</c> or a <c>0</c> that was put into a nullable property.
    /// </summary>
    /// <exception cref="ArgumentException">A required value is missing.</exception>
    public static string Of(object parameters)
    {
        if (parameters is null)
            return "";

        var pairs = new List<string>();
        foreach (var property in parameters.GetType().GetProperties())
        {
            if (property.GetCustomAttribute<QueryStringParameterAttribute>() is not { } mark)
                continue;

            var value = property.GetValue(parameters);
            if (value is null && mark.IsRequired)
                throw new ArgumentException($"{parameters.GetType().Name}.{property.Name} is required.", nameof(parameters));
            if (value is null || (IsDefault(value) && !mark.IsRequired))
                continue;

            pairs.AddRange(TextsOf(value).Select(text => $"{Uri.EscapeDataString(mark.Name)}={Uri.EscapeDataString(text)}"));
        }

        return string.Join('&', pairs);
    }

    private static IEnumerable<string> TextsOf(object value) => value switch
    {
        bool flag => [flag ? "1" : "0"],
        IDictionary map => [EngineJson.Serialize(map)],
        IEnumerable<string> list => list,
        _ => [Convert.ToString(value, CultureInfo.InvariantCulture)],
    };

    private static bool IsDefault(object value) => value is ValueType && value.Equals(Activator.CreateInstance(value.GetType()));
}
