using System.Security.Cryptography;
using System.Text;
using Slipway.Docker.Engine;

namespace Slipway.Docker.Tests;

/// <summary>The engine is the one that docker's own command line would take.</summary>
public sealed class ContextTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-context-");
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    private string Folder => Path.Combine(home.FullName, ".docker");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public void The_current_context_is_obeyed()
    {
        Add("prod", """{"Host":"tcp://prod.example:2375","SkipTLSVerify":false}""");
        Write("config.json", """{"auths":{},"currentContext":"prod"}""");
        Assert.Equal(("tcp://prod.example:2375", "the docker context prod"), Choose());
    }

    [Fact]
    public void The_context_of_the_variable_wins_over_the_current_one()
    {
        Add("prod", """{"Host":"tcp://prod.example:2375"}""");
        Add("test", """{"Host":"unix:///run/test.sock"}""");
        Write("config.json", """{"currentContext":"prod"}""");
        variables["DOCKER_CONTEXT"] = "test";
        Assert.Equal(("unix:///run/test.sock", "the docker context test"), Choose());
    }

    [Fact]
    public void A_host_that_is_named_wins_over_every_context()
    {
        Add("prod", """{"Host":"tcp://prod.example:2375"}""");
        Write("config.json", """{"currentContext":"prod"}""");
        (variables["DOCKER_CONTEXT"], variables["DOCKER_HOST"]) = ("gone", "unix:///run/other.sock");
        Assert.Equal(("unix:///run/other.sock", "the variable DOCKER_HOST"), Choose());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"currentContext":"default"}""")]
    [InlineData("""{"currentContext":""}""")]
    public void Without_a_context_it_is_the_default_socket(string? configuration)
    {
        if (configuration is not null)
        {
            Write("config.json", configuration);
        }

        Assert.Equal(("unix:///var/run/docker.sock", "the default"), Choose());
    }

    [Fact]
    public void Another_folder_of_the_client_is_obeyed_and_the_default_context_can_be_asked_for()
    {
        Add("prod", """{"Host":"tcp://prod.example:2375"}""");
        Write("config.json", """{"currentContext":"prod"}""");
        variables["DOCKER_CONTEXT"] = "default";
        Assert.Equal("unix:///var/run/docker.sock", Choose().Endpoint);
        variables.Remove("DOCKER_CONTEXT");
        variables["DOCKER_CONFIG"] = Path.Combine(home.FullName, "elsewhere");
        Assert.Equal("unix:///var/run/docker.sock", Choose().Endpoint);
    }

    [Theory]
    [InlineData("""{"Host":"ssh://deploy:geheim@host"}""", "ssh -nNT -L")]
    [InlineData("""{"Host":"https://host:2376"}""", "TLS")]
    [InlineData("""{"Host":"tcp://host:2376","SkipTLSVerify":true}""", "TLS")]
    [InlineData("""{"Host":"npipe:////./pipe/docker_engine"}""", "unix:///path/to/docker.sock")]
    [InlineData("""{"Host":""}""", "names no engine")]
    [InlineData("{", "can't be read")]
    public void A_context_that_can_not_be_used_is_an_error_of_usage_that_names_it(string endpoint, string expected)
    {
        Add("odd", endpoint);
        Write("config.json", """{"currentContext":"odd"}""");
        var failure = Assert.Throws<UsageException>(() => Choose());
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_with_keys_of_its_own_is_an_error_of_usage()
    {
        Add("secure", """{"Host":"tcp://host:2376"}""");
        Write($"contexts/tls/{Id("secure")}/docker/ca.pem", "key");
        variables["DOCKER_CONTEXT"] = "secure";
        Assert.Contains("TLS is not spoken here", Assert.Throws<UsageException>(() => Choose()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_with_TLS_is_an_error_of_usage()
    {
        (variables["DOCKER_HOST"], variables["DOCKER_TLS_VERIFY"]) = ("tcp://host:2376", "1");
        Assert.Contains("DOCKER_TLS_VERIFY", Assert.Throws<UsageException>(() => Choose()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_unknown_context_is_an_error_of_usage_that_says_who_names_it(bool byVariable)
    {
        Write("config.json", """{"currentContext":"gone"}""");
        if (byVariable)
        {
            variables["DOCKER_CONTEXT"] = "gone";
        }

        var failure = Assert.Throws<UsageException>(() => Choose());
        Assert.Contains("\"gone\"", failure.Message, StringComparison.Ordinal);
        Assert.Contains(byVariable ? "the variable DOCKER_CONTEXT" : "config.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_can_not_be_read_is_an_error_of_usage()
    {
        Write("config.json", "{ nonsense");
        Assert.Contains("config.json", Assert.Throws<UsageException>(() => Choose()).Message, StringComparison.Ordinal);
    }

    private static string Id(string context) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    private (string Endpoint, string Origin) Choose()
    {
        var chosen = new EngineChoice(name => variables.GetValueOrDefault(name), home.FullName).Choose(null);
        return (chosen.ToString(), chosen.Origin);
    }

    private void Add(string context, string endpoint) => Write(
        $"contexts/meta/{Id(context)}/meta.json",
        $$"""{ "Name": "{{context}}", "Metadata": {}, "Endpoints": { "docker": {{endpoint}} } }""");

    private void Write(string file, string text)
    {
        var path = Path.Combine(Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
