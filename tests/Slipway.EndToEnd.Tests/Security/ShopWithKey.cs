using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Slipway.Applications;
using Slipway.EndToEnd.Deployer;
using Slipway.EndToEnd.Tests.Target;

namespace Slipway.EndToEnd.Tests.Security;

/// <summary>A shop whose password, key and certificate are given, and of which nothing stays after a switch but what is live.</summary>
public sealed class ShopWithKey : ShopOnTarget
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-e2e-");
    private readonly string password = RandomNumberGenerator.GetHexString(24);

    public ShopWithKey() => TlsPort = Ports.Free();

    public int TlsPort { get; }

    public override Assignment Assignment => base.Assignment with
    {
        Retire = RetirePolicy.Remove, TlsPort = TlsPort, SecretsFile = PathOf("secrets"), CertificateFile = PathOf("certificate"),
    };

    /// <summary>On a machine that has no secret and no certificate.</summary>
    public Assignment Without(Assignment assignment)
    {
        File.WriteAllText(PathOf("nothing"), JsonSerializer.Serialize(new GivenSecrets(null, null)));
        return assignment with { SecretsFile = PathOf("nothing"), CertificateFile = null };
    }

    /// <summary>What is given from now on.</summary>
    public void Give(string key) => File.WriteAllText(PathOf("secrets"), JsonSerializer.Serialize(new GivenSecrets(password, key)));

    /// <summary>The certificate of this name is given from now on.</summary>
    public void Certify(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(PathOf("certificate"), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    protected override Task PrepareAsync()
    {
        Give("first key");
        Certify("first");
        return Task.CompletedTask;
    }

    protected override Task DismantleAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private string PathOf(string file) => Path.Combine(folder.FullName, file);
}
