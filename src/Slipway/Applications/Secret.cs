using System.Diagnostics;
using System.Security.Cryptography;

namespace Slipway.Applications;

/// <summary>
/// A value that must not be seen. It has no textual form: <see cref="ToString"/>, the debugger and serializers show only that there is one.
/// The value leaves through <see cref="Reveal"/> alone, so every use can be found.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string value;

    /// <summary>Hides a text.</summary>
    /// <param name="value">The plain text, not empty.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        this.value = value;
    }

    /// <summary>Hides a text; null for one that is missing: null or empty.</summary>
    /// <param name="value">The plain text, as a parameter or a variable has it.</param>
    public static Secret? IfAny(string? value) => string.IsNullOrEmpty(value) ? null : new Secret(value);

    /// <summary>32 hexadecimal digits that nobody can guess.</summary>
    internal static Secret Random() => new(RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>The plain text. Give it to a file, a stream or a header; never to a log, a message or a command line.</summary>
    public string Reveal() => value;

    /// <summary><c>[secret]</c>, whatever the value.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Whether both hold the same text, compared letter by letter.</summary>
    public bool Equals(Secret? other) => other is not null && string.Equals(value, other.value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>The same for every secret, so that a hash never tells two values apart.</summary>
    public override int GetHashCode() => 0;
}
