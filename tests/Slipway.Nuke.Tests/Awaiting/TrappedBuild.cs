using Nuke.Common;

namespace Slipway.Nuke.Tests.Awaiting;

/// <summary>A build that steps into every form of the trap.</summary>
internal sealed class TrappedBuild : NukeBuild
{
    private Target ExpressionLambda => _ => _.Executes(async () => await CountAsync());

    private Target ReturnedTask => _ => _.Executes(() => CountAsync());

    private Target MethodGroup => _ => _.Executes(CountAsync);

#pragma warning disable MA0147 // The trap is what is wanted here; outside of tests the analyzer forbids this form of it.
    private Target SeveralBodies => _ => _.Executes(async () => { await Task.Yield(); }, async () => { await Task.Yield(); });
#pragma warning restore MA0147

    private static async Task<int> CountAsync()
    {
        await Task.Yield();
        return 1;
    }
}
