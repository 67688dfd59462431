using System.Reflection;
using Xunit.Sdk;

namespace Slipway.EndToEnd.Tests.Reliability;

/// <summary>
/// What a test proves about one fault: a row of <c>docs/reliability.md</c>. The row stands only as long as the test does, and is true
/// because the test passes: <see cref="Observations"/> tells of each run what was seen.
/// </summary>
/// <param name="what">The fault.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FaultAttribute(string what) : BeforeAfterTestAttribute
{
    public string What { get; } = what;

    /// <summary>What clients were served meanwhile.</summary>
    public required string Served { get; init; }

    /// <summary>What the command and `Status` said, and the exit code.</summary>
    public required string Said { get; init; }

    /// <summary>What brought the target to rest.</summary>
    public required string Converged { get; init; }

    public override void Before(MethodInfo methodUnderTest) => Observations.Begin(methodUnderTest);

    public override void After(MethodInfo methodUnderTest) => Observations.Save(methodUnderTest);
}
