using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Slipway.Applications;

namespace Slipway.Steps;

/// <summary>
/// Changes when anything but a secret's value changes in what the containers of an application are given: by it a command sees that the
/// description has changed. Each setting of a workload that reaches its containers stands here.
/// </summary>
internal static class ConfigurationHash
{
    /// <summary>12 hexadecimal digits.</summary>
    /// <param name="application">The description.</param>
    public static string Of(Application application)
    {
        var text = new StringBuilder();
        foreach (var workload in application.Workloads.OrderBy(workload => workload.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{workload.GetType().Name}\n{workload.Name}\n{workload.Image.Name}\n{string.Join('\t', workload.Command)}\n");
            text.Append(CultureInfo.InvariantCulture,
                $"{workload.UserId} {workload.MemoryMegabytes} {workload.ProcessLimit} {workload.WritableRootFileSystem}\n");
            if (workload is { TemporaryMegabytes: not null } or { TemporaryExecutable: true })
            {
                // Only then: what was released before there was such a setting is the same still.
                text.Append(CultureInfo.InvariantCulture, $"{workload.TemporaryMegabytes} {workload.TemporaryExecutable}\n");
            }

            text.AppendJoin('\n', workload.Environment.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => $"{pair.Key}={pair.Value}")).Append('\n');
            text.AppendJoin('\n', workload.Secrets.Select(secret => secret.Name)).Append('\n');
            if (workload is Service service)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"{service.Port} {service.HealthPath} {service.Route.Host} {service.Route.PathPrefix} {service.Replicas}\n");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
