using System.Linq.Expressions;
using System.Runtime.InteropServices;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>One run of a build from its arguments to its exit code.</summary>
internal sealed class BuildRun
{
    private const int Failure = -1;

    private readonly BuildLog log;
    private readonly FrameworkOptions options;
    private readonly IReadOnlyList<string> arguments;
    private TargetRunner runner;
    private int finished;

    private BuildRun(IReadOnlyList<string> arguments, BuildLog log)
    {
        this.arguments = arguments;
        this.log = log;
        var commandLine = new CommandLine(arguments);
        if (commandLine.Find("Root") is { } root)
            NukeBuild.RootDirectory = Path.GetFullPath(root.Count > 0 ? root[0] : ".");
        NukeBuild.LoadedLocalProfiles = [.. commandLine.Find("Profile") ?? EnvironmentInfo.GetVariable("NUKE_PROFILE")?.Split(' ') ?? []];
        var files = new Lazy<ParameterFiles>(() => new ParameterFiles(NukeBuild.RootDirectory / ".nuke", NukeBuild.LoadedLocalProfiles));
        ParameterValues.Current = new ParameterValues(commandLine, files);
        options = new FrameworkOptions(commandLine, ParameterValues.Current);
    }

    public static BuildRun Current { get; private set; }

    public NukeBuild Build { get; private set; }

    public static int Execute<T>(IReadOnlyList<string> arguments, Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild, new()
    {
        using var log = BuildLog.Start();
        try
        {
            Current = new BuildRun(arguments, log);
            return Current.Run(defaults);
        }
        catch (Exception exception)
        {
            log.Report(exception);
            return Current?.Build?.ExitCode ?? Failure;
        }
    }

    private int Run<T>(Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild, new()
    {
        NukeBuild.Verbosity = options.Verbosity;
        NukeBuild.Host = options.Host is { } host ? Host.Named(host) : Host.Detect();
        var build = new T { Help = options.Help, NoLogo = options.NoLogo, Plan = options.Plan, Continue = options.Continue };
        Build = build;
        log.WriteTo(NukeBuild.TemporaryDirectory, DateTime.Now);
        build.OnBuildCreated();
        MemberValues.Inject(build, parameters: true);
        if (!build.NoLogo)
            log.Line($"NUKE 10.1.0 ({RuntimeInformation.FrameworkDescription}, compat){Environment.NewLine}");

        var targets = TargetDiscovery.Discover(build, defaults);
        if (NukeBuild.BuildProjectFile is not null)
            SchemaFile.Update(NukeBuild.RootDirectory / ".nuke", build.GetType(), targets);
        IReadOnlyList<string> wanted = options.Targets is { Count: > 0 } named
            ? named
            : targets.Where(target => target.IsDefault).Select(target => target.Name).ToList();
        if (build.Help || wanted.Count == 0)
        {
            log.Line(HelpText.Write(build.GetType(), targets));
            return 0;
        }

        build.ExecutionPlan = ExecutionPlanner.Plan(targets, wanted);
        if (build.Plan)
        {
            PlanPage.Show(build);
            return 0;
        }

        return Execute(build);
    }

    private int Execute(NukeBuild build)
    {
        runner = new TargetRunner(build, log);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // Whoever registered later was asked before.
            runner.Interrupt(signal.Cancel);
            if (!signal.Cancel)
                Finish();
        });
        try
        {
            MemberValues.Inject(build, parameters: false);
            foreach (var target in build.ExecutionPlan)
                target.Status = ExecutionStatus.Scheduled;
            build.OnBuildInitialized();
            Skipping.Mark(build, options.Skip, build.Continue ? BuildAttempt.Read(arguments) : []);
            Requirements.Check(build);
            runner.Run();
        }
        catch (Exception exception)
        {
            log.Report(exception);
            runner.GiveUp();
        }

        Finish();
        return build.ExitCode ?? (build.IsFailing ? Failure : 0);
    }

    /// <summary>The interrupted target may still end while the signal's thread reports: the report is made once.</summary>
    private void Finish()
    {
        if (Interlocked.Exchange(ref finished, 1) != 0)
            return;
        BuildAttempt.Write(arguments, Build);
        Summary.Write(Build, log, DateTime.Now);
        Build.OnBuildFinished();
    }
}
