using System.Globalization;

namespace Slipway.Bench;

/// <summary>
/// The deploy on a machine without engine, images or packages. It can't be measured where it has run before, so it is measured by hand on a
/// fresh machine and noted in bench/cold.txt: seconds, a run a line.
/// </summary>
internal static class ColdFigures
{
    private const string What = "Deploy, cold machine to live";
    private const string Aim = "under 3 min";

    public static async Task<Figure> ReadAsync(string repository, CancellationToken cancellationToken)
    {
        var file = Path.Combine(repository, "bench", "cold.txt");
        var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken) : [];
        var runs = lines.Where(line => line.Trim().Length > 0)
            .Select(line => TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture))).ToList();
        return (runs.Count == 0 ? new Figure(What, "not measured", 0) : new Figure($"{What}, measured by hand", new Sample(runs))) with
        {
            Aim = Aim,
        };
    }
}
