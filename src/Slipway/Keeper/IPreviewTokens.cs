using Slipway.Applications;
using Slipway.Routing;

namespace Slipway.Keeper;

/// <summary>The tokens of the preview route, one for each release that stands in a slot. They are kept on the target.</summary>
public interface IPreviewTokens
{
    /// <summary>The token of a release in a slot; null when none was made for it, or another release has stood there since.</summary>
    /// <param name="slot">Where the release stands.</param>
    /// <param name="content">The number under which its content was first released.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Secret?> FindAsync(Slot slot, int content, CancellationToken cancellationToken);

    /// <summary>The token of a release in a slot, durable before this returns: the one that was made for it, or a new one.</summary>
    /// <param name="slot">Where the release stands.</param>
    /// <param name="content">The number under which its content was first released.</param>
    /// <param name="cancellationToken">Gives up; a token may have been made.</param>
    Task<Secret> EnsureAsync(Slot slot, int content, CancellationToken cancellationToken);
}
