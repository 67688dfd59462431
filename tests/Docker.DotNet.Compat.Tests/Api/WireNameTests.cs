using System.IO.Compression;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text.RegularExpressions;

namespace Docker.DotNet.Compat.Tests.Api;

public sealed partial class WireNameTests
{
    private static readonly Dictionary<string, string> OfficialMarks = ReadMarks();

    [Fact]
    public void Every_property_travels_under_its_official_name()
    {
        var properties = typeof(DockerClient).Assembly.GetExportedTypes()
            .Where(type => string.Equals(type.Namespace, "Docker.DotNet.Models", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties())
            .ToList();

        var different = properties
            .Select(property => (Id: $"P:{property.DeclaringType}.{property.Name}", Here: MarksOf(property)))
            .Where(property => !string.Equals(OfficialMarks[property.Id], property.Here, StringComparison.Ordinal))
            .Select(property => $"{property.Id}: official {OfficialMarks[property.Id]}, here {property.Here}")
            .ToList();

        Assert.True(properties.Count > 300, $"Only {properties.Count} properties were compared.");
        Assert.True(different.Count == 0, string.Join('\n', different));
    }

    [Fact]
    public void Every_named_value_of_an_enumeration_travels_under_its_official_name()
    {
        var values = typeof(Models.RestartPolicyKind).GetFields(BindingFlags.Public | BindingFlags.Static);

        Assert.All(values, value => Assert.Equal(
            OfficialMarks[$"F:{value.DeclaringType}.{value.Name}"],
            $"[EnumMember(Value=\"{value.GetCustomAttribute<EnumMemberAttribute>()!.Value}\")]"));
    }

    private static string MarksOf(PropertyInfo property)
    {
        var query = property.CustomAttributes.SingleOrDefault(mark => mark.AttributeType.Name is "QueryStringParameterAttribute");
        if (query is not null)
        {
            var required = (bool)query.ConstructorArguments[1].Value! ? "true" : "false";
            return $"[QueryStringParameter(\"{query.ConstructorArguments[0].Value}\", {required})]";
        }

        var converter = property.CustomAttributes.SingleOrDefault(mark => mark.AttributeType.Name is "JsonConverterAttribute");
        var conversion = converter is null ? "" : $"; JsonConverter(typeof({converter.ConstructorArguments[0].Value}))";
        return property.GetCustomAttribute<DataMemberAttribute>() is { } member
            ? $"[DataMember(Name=\"{member.Name}\", EmitDefaultValue={(member.EmitDefaultValue ? "true" : "false")}){conversion}]"
            : property.CustomAttributes.Any(mark => mark.AttributeType.Name is "JsonExtensionDataAttribute") ? "[JsonExtensionData]" : "";
    }

    private static Dictionary<string, string> ReadMarks()
    {
        using var resource = typeof(WireNameTests).Assembly.GetManifestResourceStream("docker-dotnet.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n')
            .Where(row => row.Contains(" -> ", StringComparison.Ordinal) && !row.StartsWith('#'))
            .ToDictionary(
                row => row.Split(" -> ")[0],
                row => Converter().Replace(row.Split("  // ", 2) is [_, var marks] ? marks : "", ""),
                StringComparer.Ordinal);
    }

    // How a value is written into a query follows from its type here; the observations on the wire prove it.
    [GeneratedRegex(@"(?<=\[QueryStringParameter\([^)]*), typeof\([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Converter();
}
