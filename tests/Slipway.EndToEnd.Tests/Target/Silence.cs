namespace Slipway.EndToEnd.Tests.Target;

/// <summary>For preparations whose progress no test looks at.</summary>
internal sealed class Silence : IProgress<string>
{
    public void Report(string value)
    {
    }
}
