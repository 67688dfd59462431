using System.Collections;
using System.Text;

namespace Slipway.Tests.Recording;

/// <summary>
/// Files by name. A journal gets longer line by line and is read now and then: it is not copied for each line.
/// </summary>
internal sealed class RecordedFiles : IEnumerable<KeyValuePair<string, string>>
{
    private readonly SortedDictionary<string, StringBuilder> files = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Keys => files.Keys;

    public string this[string name]
    {
        get => files[name].ToString();
        set => files[name] = new StringBuilder(value);
    }

    public string? Find(string name) => files.TryGetValue(name, out var content) ? content.ToString() : null;

    public void Append(string name, string text)
    {
        if (!files.TryGetValue(name, out var content))
        {
            files[name] = content = new StringBuilder();
        }

        content.Append(text);
    }

    public bool Remove(string name) => files.Remove(name);

    public void Clear() => files.Clear();

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        files.Select(file => KeyValuePair.Create(file.Key, file.Value.ToString())).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
