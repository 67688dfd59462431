namespace Slipway.Execution;

/// <summary>A hook failed, or was not done within its limit. It names the hook.</summary>
/// <param name="hook">The hook's name.</param>
/// <param name="reason">What went wrong, as the end of a sentence about the hook.</param>
/// <param name="cause">What the hook threw.</param>
public sealed class HookFailedException(string hook, string reason, Exception cause) : SlipwayException($"The hook {hook} {reason}", cause)
{
    /// <summary>The hook's name.</summary>
    public string Hook { get; } = hook;
}
