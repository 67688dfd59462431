using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Slipway.Applications;

/// <summary>
/// A secret that a container reads from the file <c>/run/secrets/&lt;name&gt;</c> (mode 0400, owned by the container's user). One name is
/// one secret in the whole application, whoever reads it.
/// </summary>
public sealed record SecretFile
{
    /// <summary>The folder that secrets appear in, inside every container.</summary>
    public const string Folder = "/run/secrets";

    [JsonConstructor]
    private SecretFile(string name, bool isGenerated, Secret? value) => (Name, IsGenerated, Value) = (name, isGenerated, value);

    /// <summary>The file's name: lower-case letters, digits, dash and underscore.</summary>
    [JsonInclude]
    public string Name { get; private init; }

    /// <summary>Whether the target makes the value by itself; else whoever deploys gives it.</summary>
    [JsonInclude]
    public bool IsGenerated { get; private init; }

    /// <summary>The value that was given; null for a generated one, and for one that is missing.</summary>
    public Secret? Value { get; internal init; }

    /// <summary>
    /// By what whoever deploys gives the value, for a message that misses it: the name of a member or a variable, an option. Null (the
    /// default) where nobody knows. No part of what the secret is: it is not compared and not kept.
    /// </summary>
    [JsonIgnore]
    public string? GivenBy { get; init; }

    /// <summary>The absolute path inside the container.</summary>
    public string Path => $"{Folder}/{Name}";

    /// <summary>
    /// One that comes from outside: a key of somebody's service, a password that people know. A deploy needs it and is refused without;
    /// no other command does, for the target keeps what each release has.
    /// </summary>
    /// <param name="name">The file's name.</param>
    /// <param name="value">The value, as a parameter or a variable has it; null or empty where it is missing.</param>
    /// <param name="source">
    /// The expression that the value comes from, which the compiler fills in: <see cref="GivenBy"/> is the name at its end.
    /// </param>
    public static SecretFile Given(string name, string? value, [CallerArgumentExpression(nameof(value))] string? source = null) =>
        new(name, isGenerated: false, Secret.IfAny(value)) { GivenBy = ValueSource.Of(source) };

    /// <summary>
    /// One that only the application's own containers need to know: the first release makes it at random, and the target keeps it.
    /// </summary>
    /// <param name="name">The file's name.</param>
    public static SecretFile Generated(string name) => new(name, isGenerated: true, value: null);

    /// <summary>Whether both are the same secret: name, kind and value.</summary>
    public bool Equals(SecretFile? other) =>
        other is not null && Name == other.Name && IsGenerated == other.IsGenerated && Equals(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, IsGenerated);
}
