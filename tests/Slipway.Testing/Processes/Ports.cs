using System.Net;
using System.Net.Sockets;

namespace Slipway.Testing.Processes;

/// <summary>Ports of this host that nobody uses.</summary>
public static class Ports
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that was free a moment ago and is given to nobody else in this process.</summary>
    public static int Free()
    {
        lock (Gate)
        {
            while (true)
            {
                using var listener = new TcpListener(IPAddress.Loopback, 0);
                listener.Start();
                var port = ((IPEndPoint)listener.LocalEndpoint).Port;
                if (Given.Add(port))
                {
                    return port;
                }
            }
        }
    }
}
