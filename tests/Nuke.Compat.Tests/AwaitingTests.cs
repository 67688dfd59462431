using Slipway.Compat.Tests.Builds;

namespace Slipway.Compat.Tests;

/// <summary>The trap of the official framework, kept: consumers pin that they do not step into it.</summary>
[Collection(BuildCollection.Name)]
public sealed class AwaitingTests : IDisposable
{
    private readonly TestRun run = new();

    public void Dispose() => run.Dispose();

    [Theory]
    [InlineData(nameof(AwaitingBuild.BlockLambda))]
    [InlineData(nameof(AwaitingBuild.FunctionOfTask))]
    public void A_task_without_a_result_is_awaited(string target)
    {
        Assert.Equal(-1, run.Execute<AwaitingBuild>(target));
        Assert.Contains("InvalidOperationException: Awaited.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(AwaitingBuild.FunctionOfResult))]
    [InlineData(nameof(AwaitingBuild.ExpressionLambdaOfResult))]
    public void A_task_with_a_result_is_never_awaited(string target)
    {
        Assert.Equal(0, run.Execute<AwaitingBuild>(target));
        Assert.DoesNotContain("Never seen.", run.Output, StringComparison.Ordinal);
    }
}
