using System.Globalization;
using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Keeper;

/// <summary>A file a slot on the state volume, which the keeper alone mounts: the release's number and its token.</summary>
internal sealed class TargetPreviewTokens(KeeperSession keeper) : IPreviewTokens
{
    public async Task<Secret?> FindAsync(Slot slot, int content, CancellationToken cancellationToken) =>
        (await keeper.ReadAsync(File(slot), cancellationToken))?.Split(' ') is [var number, { Length: > 0 } token]
            && int.TryParse(number, CultureInfo.InvariantCulture, out var kept) && kept == content
                ? new Secret(token)
                : null;

    public async Task<Secret> EnsureAsync(Slot slot, int content, CancellationToken cancellationToken)
    {
        if (await FindAsync(slot, content, cancellationToken) is { } kept)
        {
            return kept;
        }

        var made = Preview.NewToken();
        await keeper.WriteAsync(File(slot), string.Create(CultureInfo.InvariantCulture, $"{content} {made.Reveal()}"), cancellationToken);
        return made;
    }

    private static string File(Slot slot) => $"preview/{slot.Label()}";
}
