using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Compat.Tests;

/// <summary>
/// The official public API as committed data, and the check that an assembly declares nothing outside it.
/// A row reads <c>id -> type TAB assembly TAB signature  // marks</c>; ids are documentation-comment ids.
/// </summary>
public sealed class ApiListing
{
    private static readonly SymbolDisplayFormat TypeFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandNullable);

    private static readonly SymbolDisplayFormat ParameterFormat = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeType
            | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private readonly ILookup<string, Row> rows;

    /// <summary>Reads the rows of one or more listings; lines without an arrow are ignored.</summary>
    public ApiListing(IEnumerable<string> lines) =>
        rows = lines.Select(Row.Parse).OfType<Row>().ToLookup(row => row.Id, StringComparer.Ordinal);

    /// <summary>Number of distinct ids, so that a test can show that the listing was read at all.</summary>
    public int Count => rows.Count;

    /// <summary>Reads listings that are embedded as gzip files into the assembly that holds <paramref name="owner"/>.</summary>
    public static ApiListing FromResources(Type owner, params string[] names) => new(names.SelectMany(name =>
    {
        using var resource = owner.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The listing '{name}' is not embedded in {owner.Assembly.GetName().Name}.");
        using var reader = new StreamReader(new GZipStream(resource, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n');
    }));

    /// <summary>
    /// One line for each public or protected type or member of the assembly that is not in the listing,
    /// or stands there with another type, parameter name, parameter default or base; empty when nothing drifts.
    /// </summary>
    public IReadOnlyList<string> Violations(string assemblyPath)
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var target = MetadataReference.CreateFromFile(assemblyPath);
        var references = trusted.Split(Path.PathSeparator)
            .Where(path => !string.Equals(Path.GetFileName(path), Path.GetFileName(assemblyPath), StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path))
            .Append(target);
        return Violations(CSharpCompilation.Create("listing", references: references), target);
    }

    /// <summary>The same check for the assembly that a piece of source text would compile to.</summary>
    public IReadOnlyList<string> ViolationsOfSource(string source, params string[] referencePaths)
    {
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var compilation = CSharpCompilation.Create(
            "source",
            [CSharpSyntaxTree.ParseText(source)],
            trusted.Split(Path.PathSeparator).Concat(referencePaths).Distinct(StringComparer.Ordinal)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return Check(compilation.Assembly);
    }

    private List<string> Violations(CSharpCompilation compilation, MetadataReference target) =>
        compilation.GetAssemblyOrModuleSymbol(target) is IAssemblySymbol assembly
            ? Check(assembly)
            : throw new InvalidOperationException("The assembly cannot be read.");

    private List<string> Check(IAssemblySymbol assembly) =>
        [.. Types(assembly.GlobalNamespace).SelectMany(CheckType).Order(StringComparer.Ordinal)];

    private IEnumerable<string> CheckType(INamedTypeSymbol type)
    {
        foreach (var violation in CheckSymbol(type, row => TypeMatches(type, row.Type)))
            yield return violation;
        if (type.TypeKind == TypeKind.Delegate)
            yield break;
        foreach (var member in type.GetMembers().Where(IsVisible).Where(member => !IsSynthesized(member)))
        {
            foreach (var violation in CheckSymbol(member, row =>
                string.Equals(row.Type, TypeOf(member).ToDisplayString(TypeFormat), StringComparison.Ordinal)
                && ParametersMatch(member, row.Signature)))
            {
                yield return violation;
            }
        }
    }

    private IEnumerable<string> CheckSymbol(ISymbol symbol, Func<Row, bool> matches)
    {
        var id = symbol.GetDocumentationCommentId()!;
        var candidates = rows[id].ToList();
        if (candidates.Count == 0)
            yield return $"{id}: not in the official API";
        else if (!candidates.Any(matches))
            yield return $"{id}: official '{candidates[0].Type} {candidates[0].Signature}', here '{Describe(symbol)}'";
    }

    private static string Describe(ISymbol symbol) => symbol is INamedTypeSymbol type
        ? $"{KindOf(type)} : {string.Join(", ", BasesOf(type))}"
        : $"{TypeOf(symbol).ToDisplayString(TypeFormat)} {symbol.ToDisplayString(ParameterFormat)}({Parameters(symbol)})";

    private static bool TypeMatches(INamedTypeSymbol type, string official)
    {
        var parts = official.Split(" : ", 2);
        var bases = parts.Length == 2 ? SplitTopLevel(parts[1]) : [];
        var own = BasesOf(type);
        // A part of an official type may leave interfaces out, but never the base class, and must add nothing.
        var officialBase = bases.FirstOrDefault(name => !LooksLikeInterface(name));
        return string.Equals(parts[0], KindOf(type), StringComparison.Ordinal)
            && own.All(name => bases.Contains(name, StringComparer.Ordinal))
            && (officialBase is null || type.TypeKind != TypeKind.Class || own.Contains(officialBase, StringComparer.Ordinal));
    }

    private static bool ParametersMatch(ISymbol member, string signature)
    {
        if (member is not IMethodSymbol)
            return true;
        // Looked for anywhere: a return type that is a tuple has a list in parentheses of its own.
        return !signature.Contains('(', StringComparison.Ordinal)
            || signature.Contains($"({Parameters(member)})", StringComparison.Ordinal);
    }

    private static string Parameters(ISymbol member) => member is IMethodSymbol method
        ? (method.IsExtensionMethod ? "this " : "")
            + string.Join(", ", method.Parameters.Select(parameter => parameter.ToDisplayString(ParameterFormat)))
        : "";

    private static string KindOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum } => $"enum:{type.EnumUnderlyingType!.ToDisplayString()}",
        { TypeKind: TypeKind.Delegate } => "delegate",
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record class",
        { IsStatic: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static List<string> BasesOf(INamedTypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Enum or TypeKind.Delegate)
            return [];
        var baseType = type.BaseType is { SpecialType: SpecialType.None } named ? new[] { named } : [];
        var inherited = type.BaseType?.AllInterfaces ?? [];
        var interfaces = type.AllInterfaces.Except(inherited, SymbolEqualityComparer.Default).Cast<INamedTypeSymbol>();
        return [.. baseType.Concat(interfaces).Where(IsVisible).Select(symbol => symbol.ToDisplayString(TypeFormat))];
    }

    private static bool LooksLikeInterface(string name)
    {
        var simple = name.Split('<')[0].Split('.')[^1];
        return simple.Length > 1 && simple[0] == 'I' && char.IsUpper(simple[1]);
    }

    private static List<string> SplitTopLevel(string list)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] is '<' or '(' ? 1 : list[i] is '>' or ')' ? -1 : 0;
            if (depth != 0 || list[i] != ',')
                continue;
            parts.Add(list[start..i].Trim());
            start = i + 1;
        }

        parts.Add(list[start..].Trim());
        return parts;
    }

    private static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        IEventSymbol @event => @event.Type,
        _ => throw new InvalidOperationException($"{member} has no type."),
    };

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol type when IsVisible(type) => [type, .. Types(type)],
        _ => [],
    });

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility
        is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static bool IsSynthesized(ISymbol member) => member is INamedTypeSymbol
        || member is IMethodSymbol { AssociatedSymbol: not null }
        || member is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0, ContainingType.IsValueType: true };

    private sealed record Row(string Id, string Type, string Signature)
    {
        public static Row? Parse(string line)
        {
            var columns = line.TrimEnd('\r').Split('\t');
            var arrow = columns[0].IndexOf(" -> ", StringComparison.Ordinal);
            return arrow < 0 || columns.Length < 3 ? null : new Row(columns[0][..arrow], columns[0][(arrow + 4)..], columns[2]);
        }
    }
}
