namespace Slipway.EndToEnd.Deployer;

/// <summary>What a deployer can do.</summary>
public enum Command
{
    Deploy,
    Rollback,
    Cleanup,
    Promote,
    Abort,
    SwitchTraffic,
    Maintenance,
}
