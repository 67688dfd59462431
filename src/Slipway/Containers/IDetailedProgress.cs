namespace Slipway.Containers;

/// <summary>Hears of a long preparation also what matters only to whoever asks for it, or when it fails.</summary>
public interface IDetailedProgress : IProgress<string>
{
    /// <summary>A line of what is done meanwhile.</summary>
    /// <param name="line">The line as it was printed, without its end.</param>
    void ReportDetail(string line);
}
