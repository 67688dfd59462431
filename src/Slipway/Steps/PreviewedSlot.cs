using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Steps;

/// <summary>How a slot is asked over the preview route.</summary>
internal static class PreviewedSlot
{
    /// <summary>
    /// The headers of such a request. A slot that an earlier version of Slipway admitted has no token yet: it is admitted again, with one.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> DescribeAsync(
        StepContext context, Slot slot, CancellationToken cancellationToken)
    {
        var all = await context.Engine.Containers.ListAsync(
            context.Names.With((ResourceNames.SlotLabel, slot.Label())), cancellationToken);
        var services = all.Where(container => Replica.Of(container) is not null).ToList();
        if (await FindAsync(context, slot, services, cancellationToken) is not { } token)
        {
            await AdmitSlot.AdmitAsync(context, slot, [.. services.Select(Replica.Of).OfType<Replica>()], cancellationToken);
            token = await EnsureAsync(context, slot, services, cancellationToken);
        }

        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Preview.Header] = slot.Label(),
            [Preview.TokenHeader] = token.Reveal(),
        };
    }

    /// <summary>The token of the release that these containers of a slot are of.</summary>
    public static Task<Secret> EnsureAsync(
        StepContext context, Slot slot, IReadOnlyList<ContainerState> services, CancellationToken cancellationToken) =>
        context.Previews.EnsureAsync(slot, Content(services), cancellationToken);

    private static Task<Secret?> FindAsync(
        StepContext context, Slot slot, IReadOnlyList<ContainerState> services, CancellationToken cancellationToken) =>
        context.Previews.FindAsync(slot, Content(services), cancellationToken);

    private static int Content(IReadOnlyList<ContainerState> services) =>
        services.Select(container => container.Labels.GetValueOrDefault(ResourceNames.ReleaseLabel))
            .Select(label => int.TryParse(label, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty().Max();
}
