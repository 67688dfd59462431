using Slipway.Containers;

namespace Slipway.Routers.Tests.Stages;

/// <summary>
/// A service that says its version, answers slowly, streams events, takes uploads, and dies at once on SIGTERM whatever it is doing
/// (nginx's fast shutdown): the worst that a router has to live with.
/// </summary>
internal static class TestBackend
{
    public const int Port = 8080;
    public const string HealthPath = "/health";
    public const string VersionVariable = "VERSION";

    /// <summary>The version that closes a connection when nothing came on it for 50 ms.</summary>
    public const string Hasty = "hasty";

    /// <summary>The version that is no nginx, but says what it was sent.</summary>
    public const string Mirroring = "mirror";

    /// <summary>While this file exists, the health path answers 503.</summary>
    public const string UnwellFile = "/tmp/unwell";

    private const string Configuration = $$"""
        pid /tmp/nginx.pid;
        error_log /dev/stderr;
        worker_processes 1;
        daemon off;
        load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;
        events { worker_connections 8000; }
        http {
            access_log off;
            client_body_temp_path /tmp/body;
            proxy_temp_path /tmp/proxy;
            fastcgi_temp_path /tmp/fastcgi;
            uwsgi_temp_path /tmp/uwsgi;
            scgi_temp_path /tmp/scgi;
            client_max_body_size 64m;
            keepalive_timeout @IDLE@;
            default_type text/plain;
            server {
                listen 8080 backlog=4096;
                add_header X-Version @VERSION@;
                location / { echo -n @VERSION@; }
                location /health { if (-f {{UnwellFile}}) { return 503; } echo ok; }
                location /connection { echo_read_request_body; echo -n $connection; }
                location /early { return 200 early; }
                location /fails { return 503; }
                location /headers { echo -n $http_x_forwarded_for,$http_x_forwarded_proto,$http_host; }
                location /marks { echo -n "[$http_x_slipway_slot$http_x_slipway_token$http_x_slipway_probe]"; }
                location /slow { echo_sleep 0.5; echo -n @VERSION@; }
                location /slower { echo_sleep 3; echo -n @VERSION@; }
                location /events {
                    default_type text/event-stream;
                    echo "data: 1\n"; echo_flush; echo_sleep 0.3;
                    echo "data: 2\n"; echo_flush; echo_sleep 0.3;
                    echo "data: @VERSION@\n";
                }
                location /socket {
                    proxy_pass http://127.0.0.1:8081;
                    proxy_http_version 1.1;
                    proxy_set_header Upgrade $http_upgrade;
                    proxy_set_header Connection upgrade;
                    proxy_read_timeout 60s;
                }
                location /upload { echo_read_request_body; echo -n $request_length; }
            }
        }

        """;

    /// <summary>Takes every upgrade and then says back what it hears: what a router sees of a WebSocket.</summary>
    private const string Echo = """
        use strict;
        use warnings;
        use IO::Socket::INET;
        $SIG{CHLD} = 'IGNORE';
        my $listener = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 8081, Listen => 128, ReuseAddr => 1) or die "$!\n";
        while (my $client = $listener->accept) {
            next if fork;
            while (my $line = <$client>) { last if $line eq "\r\n" }
            syswrite($client, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                . "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            while (sysread($client, my $heard, 4096)) { syswrite($client, $heard) }
            exit;
        }

        """;

    /// <summary>
    /// Instead of nginx: answers each request with its head as it came, byte by byte. A header <c>X-Answer: name size times</c> asks for
    /// headers in the answer's head.
    /// </summary>
    private const string Mirror = """
        use strict;
        use warnings;
        use IO::Socket::INET;
        $SIG{CHLD} = 'IGNORE';
        my $listener = IO::Socket::INET->new(LocalAddr => '0.0.0.0', LocalPort => 8080, Listen => 128, ReuseAddr => 1) or die "$!\n";
        while (my $client = $listener->accept) {
            next if fork;
            my $head = '';
            while ($head !~ /\r\n\r\n/) { sysread($client, $head, 65536, length $head) or exit }
            my $more = '';
            if ($head =~ /^x-answer: (\S+) (\d+) (\d+)\r$/mi) {
                $more .= "$1: n$_=" . ('a' x $2) . "\r\n" for 1 .. $3;
            }
            print $client "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " . length($head)
                . "\r\n${more}Connection: close\r\n\r\n$head";
            exit;
        }

        """;

    private const string Start = """
        [ "$VERSION" = mirror ] && exec perl /usr/local/lib/mirror.pl
        idle=75s
        [ "$VERSION" = hasty ] && idle=50ms
        sed "s/@VERSION@/$VERSION/; s/@IDLE@/$idle/" /etc/test-backend.conf > /tmp/nginx.conf || exit
        perl /usr/local/lib/echo.pl &
        exec nginx -c /tmp/nginx.conf

        """;

    public static ImageRecipe Recipe { get; } = new(
        "slipway/test-backend",
        """
        FROM debian:bookworm-slim
        RUN apt-get update && apt-get install -y --no-install-recommends nginx-light libnginx-mod-http-echo && rm -rf /var/lib/apt/lists/*
        COPY nginx.conf /etc/test-backend.conf
        COPY echo.pl mirror.pl /usr/local/lib/
        USER 10002
        STOPSIGNAL SIGTERM
        COPY start.sh /usr/local/lib/start.sh
        CMD ["sh", "/usr/local/lib/start.sh"]

        """,
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nginx.conf"] = Configuration, ["echo.pl"] = Echo, ["mirror.pl"] = Mirror, ["start.sh"] = Start,
        });
}
