using FsCheck;
using FsCheck.Fluent;

namespace Slipway.Tests.Hostile;

/// <summary>Texts that break what is built from them carelessly: shells, headers, paths, JSON, configuration files, terminals.</summary>
internal static class HostileText
{
    private static readonly string[] Pieces =
    [
        "", "a", "web", "0", "A", "-", "--", "_", ".", "..", "/", "//", "\\", " ", "\t", "\n", "\r\n", "\0", "\u001b[2J", "\u007f", "'",
        "\"", "`", "$(id)", "${HOME}", "$$", ";", "|", "&&", "<", ">",
        "=", ":", "@", "@sha256:", "%0a", "%s", "{0}", "{{.}}", "*", "?", "#", "~", "!", "é", "ﬃ", "😀", "\u202e", "\ufeff", "\ud800",
        "-rf", "blue", "green", "keeper", "router", "slipway",
        new string('a', 70), new string('/', 300), "Host: x", "127.0.0.1", "::1", "latest", "null", "[]", "{\"schema\":9}",
    ];

    /// <summary>Up to five pieces in a row, or any text that FsCheck thinks of.</summary>
    public static Gen<string> Any { get; } = Gen.Frequency(
        (3, Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces.Take(5)))),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    /// <summary>Mostly <paramref name="good"/>, so that single bad texts are met alone.</summary>
    public static Gen<string> Or(params string[] good) => Gen.Frequency((60, Gen.Elements(good)), (1, Any));

    public static Gen<int> Or(int good) => Gen.Frequency((100, Gen.Constant(good)), (1, ArbMap.Default.GeneratorFor<int>()),
        (1, Gen.Elements(int.MinValue, -1, 0, 1, 65_535, 65_536, int.MaxValue)));

    /// <summary>Runs a property many times; the seed is fixed, and FsCheck prints what falsifies it.</summary>
    public static void Check<T>(Gen<T> cases, int count, Action<T> holds) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count / Recording.Swept.Every).WithReplay((ulong)Recording.Seed.First, 1)
                .WithQuietOnSuccess(true),
            Prop.ForAll(cases.ToArbitrary(), holds));
}
