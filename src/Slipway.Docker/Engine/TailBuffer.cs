using System.Text;

namespace Slipway.Docker.Engine;

/// <summary>Keeps the last bytes of a stream. Safe for one writer and any number of readers.</summary>
/// <param name="limit">How many bytes are kept.</param>
internal sealed class TailBuffer(int limit)
{
    private readonly Lock gate = new();
    private readonly List<byte> kept = [];

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            kept.AddRange(bytes);
            if (kept.Count > limit)
            {
                kept.RemoveRange(0, kept.Count - limit);
            }
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return Encoding.UTF8.GetString([.. kept]);
        }
    }
}
