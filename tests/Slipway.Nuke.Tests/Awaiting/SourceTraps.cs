using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Slipway.Nuke.Tests.Awaiting;

/// <summary>Finds, in sources, bodies of targets that Nuke would start and not await, and forms that are one edit away from it.</summary>
internal static class SourceTraps
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>Fails when the sources do not compile: what is not understood is not checked.</summary>
    /// <param name="assembly">The assembly that they make.</param>
    /// <param name="sources">Names and texts of the files.</param>
    public static IReadOnlyList<string> Find(string assembly, IEnumerable<(string Name, string Text)> sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var trees = sources.Append(("ImplicitUsings.cs", ImplicitUsings))
            .Select(source => CSharpSyntaxTree.ParseText(source.Item2, options, source.Item1)).ToList();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileNameWithoutExtension(file) != assembly).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(assembly, trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        // CS8795: nothing generates the second half of a partial method here, and none is a target's body.
        var errors = compilation.GetDiagnostics(CancellationToken.None)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795").ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return [.. trees.SelectMany(tree => Find(compilation.GetSemanticModel(tree)))];
    }

    private static IEnumerable<string> Find(SemanticModel model)
    {
        foreach (var call in model.SyntaxTree.GetRoot(CancellationToken.None).DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Executes" }
                && model
                    .GetSymbolInfo(call,
                        CancellationToken.None).Symbol is IMethodSymbol { ContainingType.Name: "ITargetDefinition" } executes)
            {
                foreach (var fault in call.ArgumentList.Arguments.SelectMany(argument => Faults(model, executes, argument.Expression)))
                {
                    var line = call.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                    yield return $"{Path.GetFileName(model.SyntaxTree.FilePath)}({line}): {fault}";
                }
            }
        }
    }

    private static IEnumerable<string> Faults(SemanticModel model, IMethodSymbol executes, ExpressionSyntax body)
    {
        if (body is not AnonymousFunctionExpressionSyntax lambda)
        {
            if (model.GetSymbolInfo(body, CancellationToken.None).Symbol is not IMethodSymbol { ReturnsVoid: true, IsAsync: false })
            {
                yield return "a body is a lambda";
            }

            yield break;
        }

        var awaits = executes is { IsGenericMethod: false, Parameters: [{ Type: INamedTypeSymbol { Name: "Func" } }] };
        if (lambda.AsyncKeyword != default)
        {
            if (lambda.Block is null || !awaits)
            {
                yield return "an async body is a block that returns nothing, and the only one in its call";
            }

            yield break;
        }

        if (awaits || (executes.IsGenericMethod && IsTask(executes.TypeArguments[0])))
        {
            yield return "a body that returns a task is not awaited";
        }

        // The compiler warns of a task that is dropped in an async method only.
        foreach (var statement in lambda.DescendantNodes().OfType<ExpressionStatementSyntax>())
        {
            if (IsTask(model.GetTypeInfo(statement.Expression, CancellationToken.None).Type))
            {
                yield return "a task is dropped";
            }
        }
    }

    private static bool IsTask(ITypeSymbol? type) => type is { Name: "Task" or "ValueTask" };
}
