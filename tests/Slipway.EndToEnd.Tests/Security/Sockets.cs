using System.Globalization;
using System.Net;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>What listens in the network namespace of a process, by the kernel's own tables.</summary>
internal static class Sockets
{
    /// <summary>The engine's own resolver, which it puts into every container of a network.</summary>
    private static readonly IPAddress Resolver = IPAddress.Parse("127.0.0.11");

    /// <summary><c>tcp 0.0.0.0:8080</c> for each, ordered; without the engine's resolver.</summary>
    public static IReadOnlyList<string> ListListening(int process) =>
    [
        // 0A: listening; 07: a datagram socket that is bound to no peer.
        .. Read(process, "tcp", "0A").Concat(Read(process, "tcp6", "0A")).Concat(Read(process, "udp", "07"))
            .Concat(Read(process, "udp6", "07"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Read(int process, string protocol, string state) =>
        from line in File.ReadLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/net/{protocol}").Skip(1)
        let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where columns[3] == state
        let local = columns[1].Split(':')
        let address = Address(local[0])
        where !address.Equals(Resolver)
        let port = int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        select string.Create(CultureInfo.InvariantCulture, $"{protocol[..3]} {address}:{port}");

    /// <summary>The kernel writes an address as words in its own byte order.</summary>
    private static IPAddress Address(string text)
    {
        var bytes = Convert.FromHexString(text);
        for (var word = 0; word < bytes.Length; word += 4)
        {
            Array.Reverse(bytes, word, 4);
        }

        var address = new IPAddress(bytes);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
