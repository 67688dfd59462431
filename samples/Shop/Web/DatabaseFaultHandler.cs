using Microsoft.AspNetCore.Diagnostics;
using Shop.Database;

namespace Shop.Web;

/// <summary>Trouble with the database is no mistake of the shop's: 503 and one line in the log, instead of 500 and a stack trace.</summary>
internal sealed class DatabaseFaultHandler(IProblemDetailsService problems, ILogger<DatabaseFaultHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!DatabaseFault.Explains(exception))
        {
            return false;
        }

        log.LogWarning("{Method} {Path}: {Cause}", httpContext.Request.Method, httpContext.Request.Path, DatabaseFault.OneLine(exception));
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "1";
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext });
    }
}
