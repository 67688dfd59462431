using System.Data;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Engine.Transactions;
using DbUp.Postgresql;

namespace Shop.Migrations;

/// <summary>
/// Which migrations the database has had, kept where the versions of the shop that used EF Core keep it: one that comes after them
/// goes on where they stopped, and one of them that comes back finds nothing to apply.
/// </summary>
internal sealed class MigrationHistory(Func<IConnectionManager> connections, Func<IUpgradeLog> log)
    : PostgresqlTableJournal(connections, log, schema: null, "__EFMigrationsHistory")
{
    // Says who applied a migration; nobody reads it.
    private const string AppliedBy = "DbUp";

    protected override string GetJournalEntriesSql() => $"SELECT \"MigrationId\" FROM {FqSchemaTableName} ORDER BY \"MigrationId\"";

    protected override string CreateSchemaTableSql(string quotedPrimaryKeyName) => $"""
        CREATE TABLE {FqSchemaTableName} (
          "MigrationId" character varying(150) CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
          "ProductVersion" character varying(32) NOT NULL
        )
        """;

    protected override IDbCommand GetInsertScriptCommand(Func<IDbCommand> dbCommandFactory, SqlScript script)
    {
        IDbCommand insert = dbCommandFactory();
        insert.CommandText = GetInsertJournalEntrySql("@id", "@by");
        Add("id", script.Name);
        Add("by", AppliedBy);
        return insert;

        void Add(string name, string value)
        {
            IDbDataParameter parameter = insert.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            insert.Parameters.Add(parameter);
        }
    }

    protected override string GetInsertJournalEntrySql(string scriptName, string applied) =>
        $"INSERT INTO {FqSchemaTableName} (\"MigrationId\", \"ProductVersion\") VALUES ({scriptName}, {applied})";
}
