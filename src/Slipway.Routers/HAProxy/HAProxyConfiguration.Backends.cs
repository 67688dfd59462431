using Slipway.Routers.Foundation;
using Slipway.Routing;

namespace Slipway.Routers.HAProxy;

// How the servers of a service are reached: over kept connections, over fresh ones, and by Slipway itself.
internal sealed partial class HAProxyConfiguration
{
    private void Backend(ConfigurationWriter writer, ServiceRoute route, Slot slot, SlotModel model)
    {
        writer.Section($"backend {Backend(route.Service, slot)}");
        writer.Line($"option httpchk");
        writer.Line(
            $"http-check send meth GET uri {route.HealthPath} ver HTTP/1.1 hdr Host {route.Host ?? route.Service} "
            + $"hdr User-Agent slipway-router");
        if (route.HealthMilliseconds is { } limit)
        {
            writer.Line($"timeout check {limit}ms");
        }

        // A container may close a kept connection at the instant it is used again. What can be asked twice then is, as long as nothing of
        // an answer came; the last attempt has a fresh connection even if all that were kept are closed by then.
        writer.Line($"http-reuse always");
        writer.Line($"retries {MostKept}");
        writer.Line($"retry-on conn-failure empty-response");
        Choose(writer);
        for (var replica = 1; replica <= route.Replicas; replica++)
        {
            var server = model.Find(route.Service, replica);
            // A port where nobody listens, for a name that always resolves.
            var disabled = server is null ? ConfigurationText.Of($" disabled") : None;
            writer.Line(
                $"server {Server(replica)} {server?.Container ?? NoContainer}:{server?.Port ?? 1} pool-max-conn {MostKept}{disabled}");
        }
    }

    private void FreshBackend(ConfigurationWriter writer, ServiceRoute route, Slot slot, SlotModel model)
    {
        writer.Section($"backend {FreshBackend(route.Service, slot)}");
        Fresh(writer);
        Choose(writer);
        Track(writer, route, slot, model);
    }

    private void OwnBackend(ConfigurationWriter writer, ServiceRoute route, Slot slot, SlotModel model)
    {
        writer.Section($"backend {OwnBackend(route.Service, slot)}");
        Fresh(writer);
        Choose(writer);
        // Not for what the proxy says by itself: http-after-response would be.
        writer.Line($"http-response set-header {OwnRequest.AnsweredHeader} {slot.Label()}");
        Track(writer, route, slot, model);
    }

    /// <summary>
    /// A connection a request: on one that is kept a POST may be lost, because the container may close it just then and nobody may send a
    /// POST twice.
    /// </summary>
    private static void Fresh(ConfigurationWriter writer)
    {
        writer.Line($"option http-server-close");
        writer.Line($"http-reuse never");
    }

    /// <summary>Whether a server is up, or in service at all, is what the backend knows of it that asks after its health.</summary>
    private void Track(ConfigurationWriter writer, ServiceRoute route, Slot slot, SlotModel model)
    {
        for (var replica = 1; replica <= route.Replicas; replica++)
        {
            var server = model.Find(route.Service, replica);
            writer.Line(
                $"server {Server(replica)} {server?.Container ?? NoContainer}:{server?.Port ?? 1} "
                + $"no-check track {Backend(route.Service, slot)}/{Server(replica)}");
        }
    }

    private static void Choose(ConfigurationWriter writer)
    {
        // When all are down by their checks, what they all need may be away (a database), and with it a part of their answers but not the
        // router's reason to answer for them.
        writer.Line($"http-request lua.{HAProxyImage.UnwellAction} if {{ nbsrv eq 0 }}");
        writer.Line($"option persist");
        writer.Line($"use-server %[var({HAProxyImage.UnwellReplica})] if {{ var({HAProxyImage.UnwellReplica}) -m found }}");
    }
}
