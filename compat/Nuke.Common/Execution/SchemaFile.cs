using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary><c>.nuke/build.schema.json</c>, by which editors complete <c>parameters.json</c>; written only when it changes.</summary>
internal static class SchemaFile
{
    private const string SecretDefault = "Secrets must be entered via 'nuke :secrets [profile]'";

    public static void Update(AbsolutePath directory, Type buildType, IReadOnlyList<ExecutableTarget> targets)
    {
        var schema = Write(MemberValues.Parameters(buildType).ToList(), targets.Select(target => target.Name));
        var file = directory / "build.schema.json";
        if (!file.FileExists() || file.ReadAllText() != schema)
            file.WriteAllText(schema);
        var parameters = directory / "parameters.json";
        if (!parameters.FileExists())
            parameters.WriteAllText("{\n  \"$schema\": \"build.schema.json\"\n}\n");
    }

    public static string Write(IReadOnlyCollection<ParameterMember> parameters, IEnumerable<string> targets)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream,
            new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
            json.WriteStartObject("definitions");
            foreach (var type in parameters.Select(parameter => EnumOf(parameter.Type)).OfType<Type>()
                .Where(type => type != typeof(Verbosity)).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal))
                Definition(json, type.Name, Enum.GetNames(type), described: true);
            Definition(json, "Host", Host.Names, described: false);
            Definition(json, "ExecutableTarget", targets.Order(StringComparer.Ordinal), described: false);
            Definition(json, nameof(Verbosity), Enum.GetNames<Verbosity>(), described: true);
            json.WriteStartObject("NukeBuild");
            json.WriteStartObject("properties");
            foreach (var option in FrameworkOptions.All)
            {
                // The official framework splits builds among servers; nothing here does, but editors know the option.
                if (option.Name == "Plan")
                    Property(json, "Partition", typeof(string), "Partition to use on CI", isSecret: false, reference: null);
                Property(json, option.Name, option.Type, option.Attribute.Description, isSecret: false, ReferenceOf(option.Type));
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteStartArray("allOf");
            json.WriteStartObject();
            json.WriteStartObject("properties");
            foreach (var parameter in parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal))
                Property(json, parameter.Name, parameter.Type, parameter.Attribute.Description, parameter.IsSecret,
                    ReferenceOf(parameter.Type));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("$ref", "#/definitions/NukeBuild");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + '\n';
    }

    private static void Definition(Utf8JsonWriter json, string name, IEnumerable<string> values, bool described)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "string");
        if (described)
            json.WriteString("description", "");
        Values(json, values);
        json.WriteEndObject();
    }

    private static void Property(Utf8JsonWriter json, string name, Type type, string description, bool isSecret, string reference)
    {
        var element = ValueConverter.ElementOf(type);
        json.WriteStartObject(name);
        if (element is not null)
            json.WriteString("type", "array");
        else if (reference is null)
            TypeName(json, type);
        if (description is not null)
            json.WriteString("description", description);
        if (element is not null)
        {
            json.WriteStartObject("items");
            Value(json, element, reference, withType: true);
            json.WriteEndObject();
        }
        else
        {
            if (isSecret)
                json.WriteString("default", SecretDefault);
            Value(json, type, reference, withType: false);
        }

        json.WriteEndObject();
    }

    private static void Value(Utf8JsonWriter json, Type type, string reference, bool withType)
    {
        if (reference is not null)
        {
            json.WriteString("$ref", $"#/definitions/{reference}");
            return;
        }

        if (withType)
            TypeName(json, type);
        var single = Nullable.GetUnderlyingType(type) ?? type;
        if (single == typeof(int) || single == typeof(long))
            json.WriteString("format", single == typeof(int) ? "int32" : "int64");
        else if (typeof(Enumeration).IsAssignableFrom(single))
            Values(json, Enumeration.ValuesOf(single).Select(value => value.ToString()));
    }

    private static void TypeName(Utf8JsonWriter json, Type type)
    {
        var single = Nullable.GetUnderlyingType(type) ?? type;
        var name = single == typeof(bool) ? "boolean"
            : single == typeof(int) || single == typeof(long) ? "integer"
            : single == typeof(double) || single == typeof(decimal) || single == typeof(float) ? "number"
            : "string";
        if (single == type)
        {
            json.WriteString("type", name);
            return;
        }

        json.WriteStartArray("type");
        json.WriteStringValue(name);
        json.WriteStringValue("null");
        json.WriteEndArray();
    }

    private static void Values(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray("enum");
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static Type EnumOf(Type type)
    {
        var single = ValueConverter.ElementOf(type) ?? type;
        single = Nullable.GetUnderlyingType(single) ?? single;
        return single.IsEnum ? single : null;
    }

    private static string ReferenceOf(Type type) =>
        type == typeof(Host) ? nameof(Host)
        : ValueConverter.ElementOf(type) == typeof(ExecutableTarget) ? nameof(ExecutableTarget)
        : EnumOf(type)?.Name;
}
