using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Shop.Orders;

namespace Shop.Migrations;

/// <summary>
/// Which worker processed an order. Expand only: the column is nullable and has no default, so the version before, which does not
/// know it, goes on reading and writing orders while both versions run.
/// </summary>
[DbContext(typeof(ShopContext))]
[Migration("20260112090000_ProcessedBy")]
internal sealed class ProcessedByMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.AddColumn<string>(
            name: "processed_by",
            table: "orders",
            type: "character varying(100)",
            maxLength: 100,
            nullable: true);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("processed_by", "orders");
}
