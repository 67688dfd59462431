using System.Collections;
using Nuke.Common;
using Nuke.Common.IO;

namespace Slipway.Compat.Probe;

// The names stand in the recorded warnings: "Could not inject value for B.Num".
internal interface IP : INukeBuild
{
    [Parameter("p")]
    string? Pretty => TryGetValue(() => Pretty);

    [Parameter("i")]
    int? Number => TryGetValue<int?>(() => Number);

    [Parameter]
    string[]? Words => TryGetValue(() => Words);

    [Parameter]
    bool Flag => TryGetValue<bool?>(() => Flag) ?? false;
}

[ParameterPrefix("Pre")]
internal interface IQ : INukeBuild
{
    [Parameter]
    string? Fix => TryGetValue(() => Fix);
}

/// <summary>The build of the recorded command lines: it prints what it printed under the official framework.</summary>
internal sealed class B : NukeBuild, IP, IQ
{
    public static int Run() => Execute<B>(build => build.A);

#pragma warning disable CS0649 // The framework assigns them.
    [Parameter] private readonly string Text = "dflt";
    [Parameter] private readonly int Num = 7;
    [Parameter] private readonly bool Bool;
    [Parameter] private readonly DayOfWeek Day = DayOfWeek.Monday;
    [Parameter] private readonly string[]? List;
    [Parameter(Separator = "+")] private readonly string[]? Plus;
    [Parameter] private readonly AbsolutePath? File;
    [Parameter] private readonly TimeSpan Span;
    [Parameter] [Secret] private readonly string? Token;
#pragma warning restore CS0649

    private Target A => _ => _.Executes(() => Console.WriteLine(
        $"VALUES text={Show(Text)} num={Num} bool={Bool} day={Day} list={Show(List)} plus={Show(Plus)} file={Show(File)} span={Span} "
        + $"token={Show(Token)} pretty={Show(((IP)this).Pretty)} number={Show(((IP)this).Number)} words={Show(((IP)this).Words)} "
        + $"flag={((IP)this).Flag} fix={Show(((IQ)this).Fix)} targets={string.Join(',', InvokedTargets.Select(target => target.Name))}"));

    private Target C => _ => _.DependsOn(A).Executes(Say("C ran"));

    private Target D => _ => _.DependsOn(C).OnlyWhenStatic(() => Bool).WhenSkipped(DependencyBehavior.Skip).Executes(Say("D ran"));

    private Target E1 => _ => _.DependsOn(D).Executes(Say("E ran"));

    private Target F => _ => _.Executes(() => throw new InvalidOperationException("boom\nsecond"));

    private Target G => _ => _.DependsOn(F).AssuredAfterFailure().Executes(Say("G ran"));

    private Target H => _ => _.ProceedAfterFailure().Executes(() => throw new InvalidOperationException("h"));

    private Target I => _ => _.DependsOn(H).Executes(Say("I ran"));

    private Target J => _ => _.Requires(() => Token).Executes(Say("J ran"));

    private Target K => _ => _.After(A).Triggers(C).Executes(Say("K ran"));

    private Target Cyc1 => _ => _.DependsOn(Cyc2);

    private Target Cyc2 => _ => _;

    private static Action Say(string text) => () => Console.WriteLine(text);

    private static string? Show(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join('|', list.Cast<object>())}]",
        _ => value.ToString(),
    };
}
