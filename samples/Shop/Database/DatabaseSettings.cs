using Npgsql;

namespace Shop.Database;

/// <summary>
/// Where the database is. Either ConnectionStrings__Shop as a whole, or SHOP_DB_HOST, SHOP_DB_PORT (default 5432),
/// SHOP_DB_NAME (default shop), SHOP_DB_USER (default shop) and SHOP_DB_PASSWORD_FILE, the path of the file with the password.
/// </summary>
internal static class DatabaseSettings
{
    /// <summary>Reads the settings and limits the connection pool to <paramref name="connections"/>.</summary>
    /// <exception cref="SettingException">A setting is missing, wrong, or the password file can't be read.</exception>
    public static NpgsqlConnectionStringBuilder Read(IConfiguration configuration, int connections)
    {
        NpgsqlConnectionStringBuilder settings = configuration.GetConnectionString("Shop") is { Length: > 0 } whole
            ? Parse(whole)
            : FromParts(configuration);

        // A cancelled command must not wait for the answer of a server that no longer answers.
        settings.CancellationTimeout = -1;
        settings.MaxPoolSize = connections;
        settings.ApplicationName ??= "shop";

        // The image has no Kerberos library, and looking for it costs time on every connection.
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
        return settings;
    }

    /// <summary>
    /// Connections with these settings. They know PostgreSQL's basic types only, and need not ask the server for all that it has: texts,
    /// numbers and times are what the shop stores.
    /// </summary>
    public static NpgsqlDataSource Connect(NpgsqlConnectionStringBuilder settings)
    {
        NpgsqlSlimDataSourceBuilder connections = new(settings.ConnectionString);
        connections.EnableTransportSecurity();
        connections.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return connections.Build();
    }

    private static NpgsqlConnectionStringBuilder Parse(string whole)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(whole);
        }
        catch (ArgumentException)
        {
            // The parser's own message may quote a part of the connection string, and so the password.
            throw new SettingException("ConnectionStrings__Shop: not a connection string that Npgsql understands");
        }
    }

    private static NpgsqlConnectionStringBuilder FromParts(IConfiguration configuration) => new()
    {
        Host = configuration["SHOP_DB_HOST"] is { Length: > 0 } host
            ? host
            : throw new SettingException("SHOP_DB_HOST: the database's host name is missing (or set ConnectionStrings__Shop)"),
        Port = configuration.Number("SHOP_DB_PORT", 5432, 1, 65535),
        Database = configuration["SHOP_DB_NAME"] ?? "shop",
        Username = configuration["SHOP_DB_USER"] ?? "shop",
        Password = ReadPassword(configuration["SHOP_DB_PASSWORD_FILE"]),
    };

    private static string ReadPassword(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new SettingException("SHOP_DB_PASSWORD_FILE: the path of the password file is missing");
        }

        try
        {
            return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } password
                ? password
                : throw new SettingException($"SHOP_DB_PASSWORD_FILE: {path} is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"SHOP_DB_PASSWORD_FILE: {error.Message}");
        }
    }
}
