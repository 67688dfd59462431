using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Nuke.Tests.Surface;

/// <summary>
/// What the compiler lets pass: a comment that says how a member fails and not what it is for, and a record whose parameters, which are its
/// properties, nobody explains.
/// </summary>
public sealed class DocumentationTests
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.Parse);

    [Fact]
    public void Every_public_type_and_member_says_what_it_is_for()
    {
        var shown = PublicTypes().SelectMany(type => type.Members.Where(member => IsShown(type, member)).Prepend(type)).ToList();
        Assert.True(shown.Count > 500, $"only {shown.Count} types and members were found");
        Assert.Empty(shown.Where(member => !IsFurtherPart(member) && !Comment(member).Contains("<summary>", StringComparison.Ordinal)
            && !Comment(member).Contains("<inheritdoc", StringComparison.Ordinal)).Select(Place));
    }

    [Fact]
    public void Every_parameter_of_a_public_type_is_explained()
    {
        var parameters = PublicTypes().SelectMany(type => type.ParameterList?.Parameters.Select(parameter => (type, parameter)) ?? [])
            .ToList();
        Assert.NotEmpty(parameters);
        Assert.Empty(parameters
            .Where(shown => !Comment(shown.type).Contains($"<param name=\"{shown.parameter.Identifier}\">", StringComparison.Ordinal))
            .Select(shown => $"{Place(shown.type)}: {shown.parameter.Identifier}"));
    }

    private static IEnumerable<TypeDeclarationSyntax> PublicTypes() => Repository.Sources("src")
        .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file).GetRoot().DescendantNodes())
        .OfType<TypeDeclarationSyntax>()
        .Where(type => type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(outer => Has(outer, SyntaxKind.PublicKeyword)));

    private static bool IsShown(TypeDeclarationSyntax type, MemberDeclarationSyntax member) => member is not BaseTypeDeclarationSyntax
        && (type is InterfaceDeclarationSyntax ? !Has(member, SyntaxKind.PrivateKeyword)
            : Has(member, SyntaxKind.PublicKeyword) || Has(member, SyntaxKind.ProtectedKeyword));

    /// <summary>A partial type is explained where its first part stands.</summary>
    private static bool IsFurtherPart(MemberDeclarationSyntax member) =>
        member is TypeDeclarationSyntax type && Has(type, SyntaxKind.PartialKeyword)
        && Path.GetFileNameWithoutExtension(type.SyntaxTree.FilePath) != type.Identifier.Text;

    private static bool Has(MemberDeclarationSyntax member, SyntaxKind modifier) => member.Modifiers.Any(modifier);

    private static string Comment(MemberDeclarationSyntax member) => string.Concat(member.GetLeadingTrivia()
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)).Select(trivia => trivia.ToFullString()));

    private static string Place(MemberDeclarationSyntax member)
    {
        var span = member.SyntaxTree.GetLineSpan(member.Span);
        return $"{Path.GetRelativePath(Repository.Root, span.Path)}:{span.StartLinePosition.Line + 1}";
    }
}
