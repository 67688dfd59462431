using Microsoft.Extensions.Configuration;
using Npgsql;
using Shop.Database;
using Shop.Tests.Running;
using Shop.Web;

namespace Shop.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void The_database_is_found_by_its_parts_with_the_password_from_a_file()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "s3;cret=\n");
        NpgsqlConnectionStringBuilder settings = DatabaseSettings.Read(
            Environments.Of(("SHOP_DB_HOST", "db"), ("SHOP_DB_PORT", "5433"), ("SHOP_DB_PASSWORD_FILE", file)), connections: 3);
        File.Delete(file);

        Assert.Equal(
            ("db", 5433, "shop", "shop", "s3;cret=", 3),
            (settings.Host, settings.Port, settings.Database, settings.Username, settings.Password, settings.MaxPoolSize));
    }

    [Theory]
    [InlineData("SHOP_DB_HOST", "")]
    [InlineData("SHOP_DB_PORT", "0")]
    [InlineData("SHOP_DB_PORT", "many")]
    [InlineData("SHOP_DB_PASSWORD_FILE", "")]
    [InlineData("SHOP_DB_PASSWORD_FILE", "no/such/file")]
    public void A_wrong_setting_is_named(string name, string value)
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "secret");
        IConfiguration settings = Environments.Of(("SHOP_DB_HOST", "db"), ("SHOP_DB_PASSWORD_FILE", file), (name, value));

        SettingException error = Assert.Throws<SettingException>(() => DatabaseSettings.Read(settings, connections: 1));

        File.Delete(file);
        Assert.StartsWith($"{name}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_that_can_t_be_read_is_not_repeated()
    {
        SettingException error = Assert.Throws<SettingException>(() =>
            DatabaseSettings.Read(Environments.Of(("ConnectionStrings:Shop", "Host=db;Password=secret;Nonsense=secret")), connections: 1));

        Assert.StartsWith("ConnectionStrings__Shop: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_is_none_keeps_web_from_starting()
    {
        SettingException error = Assert.Throws<SettingException>(() =>
            WebCommand.Build(Environments.WithoutDatabase(("SHOP_PORT", "99999")), TimeProvider.System));

        Assert.StartsWith("SHOP_PORT: ", error.Message, StringComparison.Ordinal);
    }
}
