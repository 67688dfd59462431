using JetBrains.Annotations;

namespace Nuke.Common.Tooling;

public static class ProcessExtensions
{
    [AssertionMethod]
    public static IProcess AssertWaitForExit(this IProcess process)
    {
        Assert.NotNull(process);
        Assert.True(process.WaitForExit(), $"Process '{Path.GetFileName(process.FileName)}' did not end in time and was killed.");
        return process;
    }

    [AssertionMethod]
    public static IProcess AssertZeroExitCode(this IProcess process)
    {
        process.AssertWaitForExit();
        if (process.ExitCode != 0)
            throw new ProcessException(process);
        return process;
    }

    public static string StdToText(this IEnumerable<Output> output) =>
        string.Join(Environment.NewLine, output.Where(line => line.Type == OutputType.Std).Select(line => line.Text));
}
