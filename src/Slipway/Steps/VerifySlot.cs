using Slipway.Applications;
using Slipway.Routing;
using Slipway.Verification;

namespace Slipway.Steps;

/// <summary>
/// Asks as a client would: before the switch over the preview route, after it over the live one. The version that is answered must be the
/// one that is being released.
/// </summary>
/// <param name="Slot">The slot.</param>
/// <param name="Version">What it must answer at <see cref="VerificationSettings.VersionPath"/>.</param>
/// <param name="Over">On which way it is asked.</param>
public sealed record VerifySlot(Slot Slot, string Version, VerifiedOver Over) : Step
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Describe() => Over switch
    {
        VerifiedOver.Containers => $"Verify version {Version} at the containers of the {Slot.Label()} slot",
        VerifiedOver.Preview => $"Verify version {Version} in the {Slot.Label()} slot over the preview route",
        _ => $"Verify that the live site answers version {Version}",
    };

    /// <inheritdoc/>
    public override async Task<StepResult?> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var application = context.Application;
        var routes = RoutingTable.Of(application);
        var preview = Over == VerifiedOver.Preview ? await PreviewedSlot.DescribeAsync(context, Slot, cancellationToken) : Nothing;
        // A health path that another service's route takes is asked at the container and by the router's own checks alone.
        foreach (var service in application.Services.Where(service =>
            Over == VerifiedOver.Containers || routes.Find(service.Route.Host, service.HealthPath)?.Service == service.Name))
        {
            await ExpectAsync(context, preview, service, service.HealthPath, answer => answer.IsSuccess ? null : answer.ToString(),
                cancellationToken);
        }

        foreach (var (service, path) in VersionQuestion.Of(application))
        {
            await ExpectAsync(context, preview, service, path,
                answer => answer.IsSuccess ? VersionAnswer.Check(answer.Body, Version) : answer.ToString(), cancellationToken);
        }

        var front = VersionQuestion.Front(application);
        // Which service answers a further path is the router's to say.
        foreach (var further in Over == VerifiedOver.Containers ? [] : application.Verification.Paths)
        {
            await ExpectAsync(context, preview, front, further, answer => answer.IsSuccess ? null : answer.ToString(), cancellationToken);
        }

        return null;
    }

    private async Task ExpectAsync(
        StepContext context, IReadOnlyDictionary<string, string> preview, Service service, string path, Func<ProbeAnswer, string?> check,
        CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(preview, StringComparer.Ordinal)
        {
            ["Host"] = service.Route.Host ?? context.Application.Name,
        };
        if (Over != VerifiedOver.Containers)
        {
            headers[OwnRequest.Header] = OwnRequest.Value;
        }

        var patience = context.Application.Verification.Patience;
        var container = context.Names.Slot(service.Name, Slot);
        var (host, port) = Over == VerifiedOver.Containers ? (container, service.Port) : (context.Names.Router, IRouter.InnerPort);
        var way = Over == VerifiedOver.Containers
            ? $"at {container}"
            : $"over the {(Over == VerifiedOver.Preview ? "preview" : "live")} route";
        await Wait.UntilAsync(context, $"{path} {way} to answer as version {Version}", patience,
            async token => check(await context.Probe.GetAsync(host, port, path, headers, patience / 2, token)),
            container, cancellationToken);
    }
}
