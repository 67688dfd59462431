namespace Slipway.Containers;

/// <summary>A file to be written into a container.</summary>
/// <param name="Path">Relative to the folder it is written to, forward slashes.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Mode">Permission bits, for example <see cref="UnixFileMode.UserRead"/>.</param>
/// <param name="UserId">Owner and group inside the container. Default 0 (root).</param>
public sealed record ContainerFile(string Path, ReadOnlyMemory<byte> Content, UnixFileMode Mode, int UserId = 0);
