using Slipway.Compat.Tests.Probe;

namespace Slipway.Compat.Tests;

/// <summary>The trap of the official framework, kept: consumers pin that they do not step into it.</summary>
public sealed class AwaitingTests : IDisposable
{
    private readonly TestRoot root = new();

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData("BlockLambda")]
    [InlineData("FunctionOfTask")]
    public void A_task_without_a_result_is_awaited(string target)
    {
        var build = root.Run("AwaitingBuild", target);
        Assert.Equal(255, build.ExitCode);
        Assert.Contains("InvalidOperationException: Awaited.", build.Table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FunctionOfResult")]
    [InlineData("ExpressionLambdaOfResult")]
    public void A_task_with_a_result_is_never_awaited(string target)
    {
        var build = root.Run("AwaitingBuild", target);
        Assert.Equal(0, build.ExitCode);
        Assert.DoesNotContain("Never seen.", build.Output, StringComparison.Ordinal);
    }
}
