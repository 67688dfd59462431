using System.Data;
using DbUp.Builder;
using DbUp.Postgresql;

namespace Shop.Migrations;

/// <summary>Runs the scripts of DbUp, which knows no cancellation: a signal to stop cancels the statement under way.</summary>
internal sealed class StoppableScripts(UpgradeConfiguration upgrade, CancellationToken cancellationToken) : PostgresqlScriptExecutor(
    () => upgrade.ConnectionManager, () => upgrade.Log, schema: null, () => upgrade.VariablesEnabled, upgrade.ScriptPreprocessors,
    () => upgrade.Journal)
{
    protected override void ExecuteNonQuery(IDbCommand command)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenRegistration stop = cancellationToken.Register(command.Cancel);
        base.ExecuteNonQuery(command);
    }
}
