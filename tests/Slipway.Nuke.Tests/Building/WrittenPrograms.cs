namespace Slipway.Nuke.Tests.Building;

/// <summary>
/// Tests that write the programs that they run. No other test runs beside them: a process that it starts at that moment has the program
/// open for writing too, until it has become another program, and what is open for writing can't be run.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WrittenPrograms
{
    public const string Name = "written programs";
}
