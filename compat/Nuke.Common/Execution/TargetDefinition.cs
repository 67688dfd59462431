using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Collects what a <see cref="Target"/> declares; the relations stay delegates until all targets exist.</summary>
internal sealed class TargetDefinition(NukeBuild build, ExecutableTarget target) : ITargetDefinition
{
    public List<Target> Dependencies { get; } = [];
    public List<Target> Dependents { get; } = [];
    public List<Target> Predecessors { get; } = [];
    public List<Target> Successors { get; } = [];
    public List<Target> Triggered { get; } = [];
    public List<Target> Triggering { get; } = [];

    public ITargetDefinition Description(string description) => Do(() => target.Description = description);

    public ITargetDefinition Executes(params Action[] actions) => Do(() => target.Actions.AddRange(actions));

    public ITargetDefinition Executes<T>(Func<T> action) => Executes(() => { action(); });

    public ITargetDefinition Executes(Func<Task> action) => Executes(() => action().GetAwaiter().GetResult());

    public ITargetDefinition DependsOn(params Target[] targets) => Do(() => Dependencies.AddRange(targets));

    public ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets) => DependsOn(Of(targets));

    public ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets) => DependsOn(TryOf(targets));

    public ITargetDefinition DependentFor(params Target[] targets) => Do(() => Dependents.AddRange(targets));

    public ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets) => DependentFor(Of(targets));

    public ITargetDefinition Before(params Target[] targets) => Do(() => Successors.AddRange(targets));

    public ITargetDefinition Before<T>(params Func<T, Target>[] targets) => Before(Of(targets));

    public ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets) => Before(TryOf(targets));

    public ITargetDefinition After(params Target[] targets) => Do(() => Predecessors.AddRange(targets));

    public ITargetDefinition After<T>(params Func<T, Target>[] targets) => After(Of(targets));

    public ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets) => After(TryOf(targets));

    public ITargetDefinition Triggers(params Target[] targets) => Do(() => Triggered.AddRange(targets));

    public ITargetDefinition Triggers<T>(params Func<T, Target>[] targets) => Triggers(Of(targets));

    public ITargetDefinition TriggeredBy(params Target[] targets) => Do(() => Triggering.AddRange(targets));

    public ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets) => TriggeredBy(Of(targets));

    public ITargetDefinition OnlyWhenDynamic(Func<bool> condition, string conditionExpression = null) =>
        Do(() => target.DynamicConditions.Add((ConditionText(conditionExpression), condition)));

    public ITargetDefinition OnlyWhenStatic(Func<bool> condition, string conditionExpression = null) =>
        Do(() => target.StaticConditions.Add((ConditionText(conditionExpression), condition)));

    public ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior) => Do(() => target.DependencyBehavior = dependencyBehavior);

    public ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements)
        where T : class => Do(() => target.DelegateRequirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements)
        where T : struct => Do(() => target.DelegateRequirements.AddRange([parameterRequirement, .. parameterRequirements]));

    public ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements) =>
        Do(() => target.DelegateRequirements.AddRange([requirement, .. requirements]));

    public ITargetDefinition ProceedAfterFailure() => Do(() => target.ProceedAfterFailure = true);

    public ITargetDefinition AssuredAfterFailure() => Do(() => target.AssuredAfterFailure = true);

    public ITargetDefinition Unlisted() => Do(() => target.Listed = false);

    public ITargetDefinition Produces(params string[] artifacts) => Do(() => target.ArtifactProducts.AddRange(artifacts));

    public ITargetDefinition Inherit(params Target[] targets) => Do(() => Array.ForEach(targets, inherited => inherited(this)));

    public ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets) =>
        Inherit(Array.ConvertAll(targets, expression => DefaultOf((PropertyInfo)((MemberExpression)expression.Body).Member)));

    /// <summary>What the component itself declares, although the build overrides it: its getter is called without dispatch.</summary>
    private Target DefaultOf(PropertyInfo property)
    {
        var getter = property.GetMethod.NotNull();
        Assert.False(getter.IsAbstract, $"'{property.DeclaringType?.Name}.{property.Name}' has no default to inherit.");
        var pointer = getter.MethodHandle.GetFunctionPointer();
        return ((Func<Target>)Activator.CreateInstance(typeof(Func<Target>), build, pointer)).Invoke();
    }

    private Target[] Of<T>(Func<T, Target>[] selectors)
    {
        Assert.True(build is T, $"Target '{target.Name}' needs the component '{typeof(T).Name}', which the build does not have.");
        return TryOf(selectors);
    }

    private Target[] TryOf<T>(Func<T, Target>[] selectors)
    {
        if (build is not T component)
            return [];
        if (selectors.Length > 0)
            return Array.ConvertAll(selectors, selector => selector(component));
        var own = typeof(T).GetProperties().Where(property => property.PropertyType == typeof(Target)).ToList();
        Assert.True(own.Count == 1, $"'{typeof(T).Name}' has {own.Count} targets: name the one that '{target.Name}' relates to.");
        return [(Target)own[0].GetValue(component)];
    }

    private static string ConditionText(string expression)
    {
        var text = expression ?? "";
        return text.StartsWith("() =>", StringComparison.Ordinal) ? text[5..].Trim() : text;
    }

    private TargetDefinition Do(Action action)
    {
        action();
        return this;
    }
}
