namespace Slipway.Bootstrap.Tests;

/// <summary>What build.sh says of the machine and of the checkout before it builds anything: one line.</summary>
public sealed class SurroundingsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("slipway-surroundings-");

    /// <summary>A checkout in which the folder of what is built can't be made, whoever builds.</summary>
    public SurroundingsTests()
    {
        Directory.CreateDirectory(Checkout);
        File.Copy(Path.Combine(Repository.Root, "build.sh"), Script);
        File.WriteAllText(Path.Combine(Checkout, "artifacts"), "");
    }

    private string Checkout => Path.Combine(folder.FullName, "checkout");

    private string Script => Path.Combine(Checkout, "build.sh");

    private string Refusal => $"{Checkout}/artifacts can't be written to, and every build writes there: "
        + "take a checkout that belongs to whoever builds";

    public void Dispose() => folder.Delete(recursive: true);

    [UnixTheory]
    [InlineData("C")]
    [InlineData("en_US.UTF-8")]
    public async Task A_checkout_that_can_not_be_written_to_is_refused_in_one_line(string locale)
    {
        var ended = await RunAsync(Script, ("LC_ALL", locale));
        Assert.Equal(Refusal, Assert.Single(ended.Expect(2).Said, line => !line.Contains("setlocale", StringComparison.Ordinal)));
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_symbolic_link_leads_to_the_checkout_that_it_points_into(bool relative)
    {
        var (first, second) = (Path.Combine(folder.FullName, "first"), Path.Combine(folder.FullName, "second"));
        File.CreateSymbolicLink(first, relative ? Path.Combine("checkout", "build.sh") : Script);
        File.CreateSymbolicLink(second, relative ? "first" : first);
        Assert.Equal(Refusal, Assert.Single((await RunAsync(second)).Expect(2).Said));
    }

    [UnixTheory]
    [InlineData("")]
    public async Task Without_a_home_that_of_the_account_is_taken_and_told(string home)
    {
        var said = (await RunAsync(Script, ("HOME", home))).Expect(2).Said;
        Assert.Matches("^HOME is not set: /.* is taken$", said[0]);
        Assert.Equal(Refusal, said[1]);
    }

    private static Task<Ended> RunAsync(string program, params (string Name, string Value)[] environment) => RunningProcess.RunAsync(
        program, ["Status"], environment.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
        null, variable => variable is not ("HOST" or "VERBOSITY") && !RunningProcess.IsOfABuild(variable));
}
