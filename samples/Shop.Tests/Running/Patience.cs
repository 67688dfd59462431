namespace Shop.Tests.Running;

/// <summary>Keeps a test that hangs from hanging forever; nothing is asserted on how long things take.</summary>
internal static class Patience
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A token that is cancelled after a minute.</summary>
    public static CancellationToken Token() => new CancellationTokenSource(Longest).Token;

    /// <summary>Asks until the answer is yes.</summary>
    /// <exception cref="TimeoutException">It was not within a minute.</exception>
    public static async Task UntilAsync(string condition, Func<Task<bool>> holds)
    {
        CancellationToken limit = Token();
        while (!await holds())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"Not within {Longest.TotalSeconds:0} s: {condition}");
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
