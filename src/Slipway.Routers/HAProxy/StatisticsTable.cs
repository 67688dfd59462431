using System.Globalization;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

/// <summary>
/// What <c>show stat</c> answers: comma-separated, its first line names the columns. Columns are found by name, versions add some.
/// </summary>
internal sealed class StatisticsTable
{
    private static readonly string[] CheckColumns = ["status", "check_status", "check_code", "check_desc", "last_chk"];
    private readonly Dictionary<string, int> columns;

    private StatisticsTable(Dictionary<string, int> columns, IReadOnlyList<Row> rows)
    {
        this.columns = columns;
        Rows = rows;
    }

    public IReadOnlyList<Row> Rows { get; }

    /// <exception cref="RouterException">The first line is not the one of statistics.</exception>
    public static StatisticsTable Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || !lines[0].StartsWith("# pxname,", StringComparison.Ordinal))
        {
            throw new RouterException($"The proxy was expected to answer its statistics, not: {string.Join(" | ", lines.Take(3))}");
        }

        var names = lines[0][2..].Split(',').Select((name, index) => (name, index))
            .Where(pair => pair.name.Length > 0)
            .DistinctBy(pair => pair.name, StringComparer.Ordinal)
            .ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        var rows = new List<Row>();
        var table = new StatisticsTable(names, rows);
        rows.AddRange(lines.Skip(1).Where(line => line.Length > 0).Select(line => new Row(table, line.Split(','))));
        return table;
    }

    public Row? Find(string proxy, string server) => Rows.FirstOrDefault(row => row.Is("pxname", proxy) && row.Is("svname", server));

    /// <summary>The totals of the backends whose names end in this suffix.</summary>
    public IEnumerable<Row> Backends(string suffix) => Rows.Where(row =>
        row.Text("pxname").EndsWith(suffix, StringComparison.Ordinal) && row.Is("svname", "BACKEND"));

    /// <summary>The servers of the backends whose names end in this suffix.</summary>
    public IEnumerable<Row> Servers(string suffix) =>
        Rows.Where(row => row.Text("pxname").EndsWith(suffix, StringComparison.Ordinal) && row.IsServer);

    /// <summary>Whether every service of a slot has a replica, and every one that was not taken out of service is up.</summary>
    public bool IsUp(Slot slot) => Backends($"-{slot.Label()}").ToList() is { Count: > 0 } backends
        && backends.TrueForAll(backend => Rows
            .Where(row => row.Is("pxname", backend.Text("pxname")) && row.IsServer && !row.IsOutOfService)
            .ToList() is { Count: > 0 } servers && servers.TrueForAll(server => server.IsUp));

    internal sealed class Row(StatisticsTable table, string[] fields)
    {
        /// <summary>Empty when the proxy has no such column or no value.</summary>
        public string Text(string column) => table.columns.TryGetValue(column, out var index) && index < fields.Length ? fields[index] : "";

        public bool Is(string column, string text) => string.Equals(Text(column), text, StringComparison.Ordinal);

        /// <summary>0 when the proxy has no value.</summary>
        public long Number(string column) => long.TryParse(Text(column), CultureInfo.InvariantCulture, out var value) ? value : 0;

        /// <summary>Up, and by a check that was answered: right after a start HAProxy takes a server for up before it asked it.</summary>
        public bool IsUp =>
            Text("status").StartsWith("UP", StringComparison.Ordinal) && Text("check_status").EndsWith("L7OK", StringComparison.Ordinal);

        public bool IsServer => Text("svname") is not ("FRONTEND" or "BACKEND");

        public bool IsOutOfService => Text("status").StartsWith("MAINT", StringComparison.Ordinal);

        /// <summary>What the proxy's check saw, for messages.</summary>
        public string Observed =>
            string.Join(' ', CheckColumns.Select(Text).Where(text => text.Length > 0));
    }
}
