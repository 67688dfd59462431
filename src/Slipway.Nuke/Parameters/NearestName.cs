namespace Slipway.Nuke.Parameters;

/// <summary>Guesses what a person meant who mistyped a name.</summary>
internal static class NearestName
{
    /// <summary>The name that begins with the mistyped one, or that is a slip or two away; null when none is near.</summary>
    /// <param name="mistyped">Compared as it stands: the caller folds case and dashes.</param>
    /// <param name="names">What a person may have meant.</param>
    public static string? Find(string mistyped, IEnumerable<string> names)
    {
        var near = names
            .Select(name => (Name: name, Slips: name.StartsWith(mistyped, StringComparison.Ordinal) ? 1 : Slips(mistyped, name)))
            .Where(candidate => candidate.Slips <= Math.Max(1, mistyped.Length / 3)).ToList();
        return mistyped.Length < 2 || near.Count == 0 ? null : near.MinBy(candidate => candidate.Slips).Name;
    }

    /// <summary>
    /// Letters that are missing, too many, wrong, or exchanged with their neighbour (Damerau's distance, each place changed once).
    /// </summary>
    private static int Slips(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var replaced = table[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
