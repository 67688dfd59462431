using Npgsql;

namespace Shop.Database;

/// <summary>Tells trouble with the database from mistakes of the shop's own.</summary>
internal static class DatabaseFault
{
    /// <summary>True when <paramref name="error"/> or a cause of it came from the database or the way to it.</summary>
    public static bool Explains(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is NpgsqlException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost cause in one line; Npgsql's messages never hold the password.</summary>
    public static string OneLine(Exception error)
    {
        Exception cause = error.GetBaseException();
        string message = cause is PostgresException refusal ? $"{refusal.SqlState}: {refusal.MessageText}" : cause.Message;
        return message.ReplaceLineEndings(" ").Trim();
    }
}
