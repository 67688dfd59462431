namespace Slipway.Routers.Tests.Programs;

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    /// <param name="program">Its name on the PATH.</param>
    public ProgramTheoryAttribute(string program) => Skip = ProgramFactAttribute.Missing(program);
}
