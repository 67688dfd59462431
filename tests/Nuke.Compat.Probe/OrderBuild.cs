using Nuke.Common;

namespace Slipway.Compat.Probe;

internal interface IPackage : INukeBuild
{
    Target Package => _ => _
        .DependsOn<OrderBuild>(build => build.Compile)
        .Executes(OrderBuild.Note("base of Package"));
}

internal interface ISign : INukeBuild
{
    Target Sign => _ => _
        .TryDependsOn<IPackage>()
        .TryAfter<IAbsent>(absent => absent.Absent)
        .Executes(OrderBuild.Note(nameof(Sign)));
}

internal interface IAbsent : INukeBuild
{
    Target Absent => _ => _;
}

internal sealed class OrderBuild : NukeBuild, IPackage, ISign
{
    public static int Run() => Execute<OrderBuild>(build => build.Restore);

    public Target Clean => _ => _.Before(Restore).Executes(Note(nameof(Clean)));
    public Target Restore => _ => _.Executes(Note(nameof(Restore)));
    public Target Compile => _ => _.DependsOn(Restore).Executes(Note(nameof(Compile)), Note("second body")).Executes(Note("third body"));
    public Target Test => _ => _.DependsOn(Compile).Executes(Note(nameof(Test)));
    public Target Lint => _ => _.DependentFor(Test).After(Compile).Executes(Note(nameof(Lint)));
    public Target Deploy => _ => _.DependsOn(Test).Triggers(Verify).Executes(Note(nameof(Deploy)));
    public Target Verify => _ => _.Executes(Note(nameof(Verify)));
    public Target Announce => _ => _.TriggeredBy(Verify).Executes(Note(nameof(Announce)));
    public Target All => _ => _.DependsOn(Deploy, Clean);

    Target IPackage.Package => _ => _
        .Inherit<IPackage>(x => x.Package)
        .Executes(Note("own of Package"));

    internal static Action Note(string name) => () => Console.WriteLine($"ran {name}");
}

internal sealed class UnrelatedBuild : NukeBuild
{
    public static int Run() => Execute<UnrelatedBuild>();

    public Target First => _ => _.Executes(OrderBuild.Note(nameof(First)));
    public Target Second => _ => _.Executes(OrderBuild.Note(nameof(Second)));
    public Target Third => _ => _.DependsOn(Second).Executes(OrderBuild.Note(nameof(Third)));
}

internal sealed class CircularBuild : NukeBuild
{
    public static int Run() => Execute<CircularBuild>();

    public Target X => _ => _.DependsOn(Y);
    public Target Y => _ => _.DependsOn(Z);
    public Target Z => _ => _.After(X);
    public Target Free => _ => _.DependsOn(X);
}
