namespace Nuke.Common.Tooling;

/// <summary>How a tool is started, whatever the tool.</summary>
public abstract class ToolOptions : Options
{
    protected ToolOptions()
    {
    }

    public string ProcessToolPath => Get<string>();
    public IReadOnlyDictionary<string, string> ProcessEnvironmentVariables => Get<IReadOnlyDictionary<string, string>>();

    /// <summary>Milliseconds; none means to wait for ever.</summary>
    public int? ProcessExecutionTimeout => Get<int?>();

    public bool? ProcessOutputLogging => Get<bool?>();
    public bool? ProcessInvocationLogging => Get<bool?>();

    /// <summary>False leaves a non-zero exit code to the caller.</summary>
    public bool? ProcessExitHandling => Get<bool?>();

    public IReadOnlyList<string> ProcessAdditionalArguments => GetList();

    internal Action<OutputType, string> ProcessLogger => Get<Action<OutputType, string>>();
}
