using Slipway.Applications;

namespace Slipway.Verification;

/// <summary>A service that is asked for its version, and where.</summary>
internal sealed record VersionQuestion(Service Service, string Path)
{
    /// <summary>Each service that says a path of its own, and the one that the application's path is asked of.</summary>
    public static IReadOnlyList<VersionQuestion> Of(Application application)
    {
        var front = Front(application);
        return
        [
            .. from service in application.Services
               let path = service.VersionPath ?? (ReferenceEquals(service, front) ? application.Verification.VersionPath : null)
               where path is not null
               select new VersionQuestion(service, path),
        ];
    }

    /// <summary>The service with the shortest path prefix, which has the first page.</summary>
    public static Service Front(Application application) =>
        application.Services.OrderBy(service => service.Route.PathPrefix.Length).First();
}
