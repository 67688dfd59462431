using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Slipway.Applications;

namespace Slipway.Keeper;

/// <summary>
/// Image references by digest (<c>repository@sha256:…</c>, or the engine's own id of an image that it has, <c>sha256:</c> and 64 digits),
/// by <see cref="ImageSource.Name"/>. Nothing else can be in it, so that nothing else gets into a plan, the journal or a record.
/// </summary>
[JsonConverter(typeof(ImageDigestDictionaryConverter))]
public sealed partial class ImageDigestDictionary : IReadOnlyDictionary<string, string>
{
    private readonly SortedDictionary<string, string> references;

    private ImageDigestDictionary(IEnumerable<KeyValuePair<string, string>> references) =>
        this.references = new(references.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>These references.</summary>
    /// <param name="references">By the images' names.</param>
    /// <exception cref="SpecificationException">A reference is none by digest; all are named.</exception>
    public static ImageDigestDictionary Of(IReadOnlyDictionary<string, string> references) =>
        FindFaults(references) is { Count: > 0 } faults ? throw new SpecificationException(faults) : new ImageDigestDictionary(references);

    /// <summary>Those of these references that are by digest: an earlier version of Slipway may have written others.</summary>
    internal static ImageDigestDictionary Among(IReadOnlyDictionary<string, string> references) =>
        new(references.Where(image => IsDigest(image.Value)));

    /// <summary>Each reference that is none by digest.</summary>
    internal static IReadOnlyList<SpecificationFault> FindFaults(IReadOnlyDictionary<string, string> references) =>
    [
        .. references.Where(image => !IsDigest(image.Value)).Select(image => new SpecificationFault(
            $"images.{image.Key}",
            $"a reference by digest (repository@sha256:…) is expected, not \"{image.Value}\": push the image, and give what the registry "
                + "made of it")),
    ];

    /// <inheritdoc/>
    public string this[string key] => references[key];

    /// <inheritdoc/>
    public IEnumerable<string> Keys => references.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => references.Values;

    /// <inheritdoc/>
    public int Count => references.Count;

    /// <inheritdoc/>
    public bool ContainsKey(string key) => references.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => references.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => references.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static bool IsDigest(string? reference) => reference is not null && Digest().IsMatch(reference);

    [GeneratedRegex(
        @"\A(?:[A-Za-z0-9\[][A-Za-z0-9._:/\[\]-]*@[a-z0-9]+:[A-Za-z0-9][A-Za-z0-9._=-]*|sha256:[0-9a-f]{64})\z",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digest();
}
