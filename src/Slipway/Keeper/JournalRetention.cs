namespace Slipway.Keeper;

/// <summary>Keeps the journal from growing without a bound: every command reads it whole.</summary>
internal static class JournalRetention
{
    /// <summary>Characters above which a journal is shortened to the runs of its newer half: some 100 releases.</summary>
    public const int Longest = 1 << 20;

    /// <summary>
    /// The newest whole runs, at most half of <paramref name="longest"/>; null when the journal is not too long, or is one single run.
    /// </summary>
    /// <exception cref="NewerSchemaException">An entry is of a newer schema.</exception>
    public static string? Shorten(string journal, int longest)
    {
        if (journal.Length <= longest)
        {
            return null;
        }

        for (var cut = journal.IndexOf('\n', journal.Length - (longest / 2)); cut >= 0
            && cut + 1 < journal.Length; cut = journal.IndexOf('\n', cut + 1))
        {
            var end = journal.IndexOf('\n', cut + 1);
            if (JournalEntry.ReadAll(end < 0 ? journal[(cut + 1)..] : journal[(cut + 1)..end]) is [{ Kind: EntryKind.RunStarted }])
            {
                return journal[(cut + 1)..];
            }
        }

        return null;
    }
}
