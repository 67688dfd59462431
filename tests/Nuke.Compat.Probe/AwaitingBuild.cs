using Nuke.Common;

namespace Slipway.Compat.Probe;

internal sealed class AwaitingBuild : NukeBuild
{
    public static int Run() => Execute<AwaitingBuild>();

    public Target BlockLambda => _ => _.Executes(async () => { await FailAsync(); });

    public Target FunctionOfTask => _ => _.Executes(new Func<Task>(FailAsync));

    public Target FunctionOfResult => _ => _.Executes(() => FailWithResultAsync());

    public Target ExpressionLambdaOfResult => _ => _.Executes(async () => await FailWithResultAsync());

    private static async Task FailAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("Awaited.");
    }

    private static async Task<int> FailWithResultAsync()
    {
        await Task.Yield();
        throw new InvalidOperationException("Never seen.");
    }
}
