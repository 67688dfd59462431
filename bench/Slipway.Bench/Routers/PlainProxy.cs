using System.Globalization;
using Slipway.Applications;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Routing;

namespace Slipway.Bench.Routers;

/// <summary>
/// The peer of a router: the very same image under a dozen lines, with kept connections to the same containers; it counts, marks, checks
/// and holds nothing.
/// </summary>
internal sealed class PlainProxy(Workspace workspace, ResourceNames names)
{
    private const string Certificate = "/tmp/certificate.pem";
    private const string Configuration = "/tmp/plain";

    public string Name => $"{names.Application}-plain";

    /// <param name="kind">One that there is a plain configuration for: not Traefik.</param>
    /// <param name="image">The router's own.</param>
    /// <param name="web">What answers all but <see cref="LoadClient.Megabyte"/>.</param>
    /// <param name="megabyte">What answers that.</param>
    /// <param name="certificate">The router's own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task StartAsync(
        RouterKind kind, string image, ServiceEndpoint web, ServiceEndpoint megabyte, Secret certificate,
        CancellationToken cancellationToken)
    {
        var (text, command) = Of(kind, At(web), At(megabyte));
        return workspace.StartAsync(
            new ContainerSpec
            {
                Name = Name,
                Image = image,
                Entrypoint =
                [
                    "sh", "-c",
                    $"printf %s \"$CONFIGURATION\" > {Configuration}; printf %s \"$CERTIFICATE\" > {Certificate}; exec {command}",
                ],
                Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["CONFIGURATION"] = text, ["CERTIFICATE"] = certificate.Reveal(), ["XDG_DATA_HOME"] = "/tmp",
                },
                Labels = names.Labels,
                Network = names.Network,
            },
            cancellationToken);
    }

    private static string At(ServiceEndpoint endpoint) =>
        string.Create(CultureInfo.InvariantCulture, $"{endpoint.Address}:{endpoint.Port}");

    private static (string Text, string Command) Of(RouterKind kind, string web, string megabyte) => kind switch
    {
        RouterKind.HAProxy => (
            $$"""
              defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
              frontend public
                  bind :{{IRouter.InnerPort}}
                  bind :{{IRouter.InnerTlsPort}} ssl crt {{Certificate}}
                  use_backend megabyte if { path_beg {{LoadClient.Megabyte}} }
                  default_backend web
              backend web
                  server web {{web}}
              backend megabyte
                  server megabyte {{megabyte}}

              """,
            $"haproxy -f {Configuration}"),
        RouterKind.Nginx => (
            $$"""
              daemon off;
              pid /tmp/nginx.pid;
              worker_processes auto;
              events { worker_connections 4000; }
              http {
                  access_log off;
                  keepalive_requests 1000000;
                  client_body_temp_path /tmp/body;
                  proxy_temp_path /tmp/proxy;
                  fastcgi_temp_path /tmp/fastcgi;
                  uwsgi_temp_path /tmp/uwsgi;
                  scgi_temp_path /tmp/scgi;
                  upstream web { server {{web}}; keepalive 64; }
                  upstream megabyte { server {{megabyte}}; keepalive 64; }
                  server {
                      listen {{IRouter.InnerPort}};
                      listen {{IRouter.InnerTlsPort}} ssl;
                      ssl_certificate {{Certificate}};
                      ssl_certificate_key {{Certificate}};
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_set_header Host $http_host;
                      location / { proxy_pass http://web; }
                      location {{LoadClient.Megabyte}} { proxy_pass http://megabyte; }
                  }
              }

              """,
            $"nginx -e stderr -c {Configuration}"),
        RouterKind.Caddy => (
            $$"""
              {
                  admin off
                  auto_https off
              }
              (plain) {
                  reverse_proxy {{LoadClient.Megabyte}} {{megabyte}}
                  reverse_proxy {{web}}
              }
              http://:{{IRouter.InnerPort}} {
                  import plain
              }
              https://:{{IRouter.InnerTlsPort}} {
                  tls {{Certificate}} {{Certificate}}
                  import plain
              }

              """,
            $"caddy run --config {Configuration} --adapter caddyfile"),
        _ => throw new InvalidOperationException($"There is no plain configuration of {kind} here."),
    };
}
