using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using Shop.Orders;

namespace Shop.Migrations;

/// <summary>The orders and the workers' queue over them.</summary>
[DbContext(typeof(ShopContext))]
[Migration("20260105090000_Orders")]
internal sealed class OrdersMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "orders",
            columns: table => new
            {
                id = table.Column<long>(type: "bigint", nullable: false)
                    .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                customer = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                item = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                quantity = table.Column<int>(type: "integer", nullable: false),
                created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                processed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
            },
            constraints: table => table.PrimaryKey("orders_pkey", order => order.id));

        migrationBuilder.CreateIndex(
            name: "orders_unprocessed",
            table: "orders",
            column: "id",
            filter: "processed_at IS NULL");
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("orders");
}
