namespace Shop.Web;

/// <summary>The answer of /upload: length and SHA-256 (lower-case hexadecimal) of the body, and who took it.</summary>
public sealed record Receipt(long Bytes, string Sha256, string? Release, string? Slot);
