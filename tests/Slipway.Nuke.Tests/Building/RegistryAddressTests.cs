using Slipway.Nuke.Building;

namespace Slipway.Nuke.Tests.Building;

/// <summary>
/// A registry's address becomes the beginning of an image's name and an argument of docker's client: nothing else may stand in it.
/// </summary>
public sealed class RegistryAddressTests
{
    private const int Cases = 20_000;
    private const int Seed = 20_260_301;

    private static readonly string[] Pieces =
    [
        "registry", "registry.example", "127.0.0.1", "localhost", "[::1]", ":5000", ":", "/", "/team", "/a.b__c--d", "-", "--", "-rf", "_",
        "..", " ", "\t", "\n", "\0", "'", "\"", "`", "$(id)", ";", "|", "&", "@", "@sha256:0",
        "user:password@", "http://", "\\", "é", "😀", "%2f", "?", "#", "A", "//", "*", "{0}",
    ];

    [Fact]
    public void Only_addresses_of_the_grammar_are_accepted()
    {
        var random = new Random(Seed);
        var accepted = 0;
        for (var index = 0; index < Cases; index++)
        {
            var address = string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (!RegistryAddress.IsAddress(address))
            {
                continue;
            }

            accepted++;
            Assert.True(char.IsAsciiLetterOrDigit(address[0]) || address[0] == '[', address);
            Assert.True(
                address.All(character => char.IsAsciiLetterOrDigit(character) || "[]:./_-".Contains(character, StringComparison.Ordinal)),
                address);
            Assert.DoesNotContain("//", address, StringComparison.Ordinal);
            Assert.All(address.Split('/').Skip(1), part => Assert.NotEqual("..", part));
        }

        // A generator that makes nothing acceptable would prove nothing.
        Assert.InRange(accepted, Cases / 200, Cases / 2);
    }

    [Theory]
    [InlineData("127.0.0.1:5000")]
    [InlineData("127.0.0.1:65535")]
    [InlineData("localhost:5000")]
    [InlineData("registry.example")]
    [InlineData("registry.example:5000/team/shop")]
    [InlineData("registry.example/team/")]
    [InlineData("[::1]:5000/team")]
    public void Addresses_that_registries_have_are_accepted(string address) => Assert.True(RegistryAddress.IsAddress(address));
}
