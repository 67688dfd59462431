namespace Slipway.Testing.Convergence;

/// <summary>What is run after a process was killed.</summary>
public enum NextCommand
{
    SameDeploy,
    NewerDeploy,
    Rollback,
}
