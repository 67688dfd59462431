using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Finds the targets of a build: those of the class in declaration order, then those of its components.</summary>
internal static class TargetDiscovery
{
    public static List<ExecutableTarget> Discover<T>(T build, Expression<Func<T, Target>>[] defaults)
        where T : NukeBuild
    {
        var defaultTargets = defaults.Select(expression => expression.Compile(preferInterpretation: true)(build)).ToList();
        var targets = Properties(build.GetType())
            .Select(property => (Property: property, Factory: (Target)property.GetValue(build)))
            .DistinctBy(found => found.Property.Name, StringComparer.Ordinal)
            .Select(found => new ExecutableTarget
            {
                Name = found.Property.Name,
                Member = found.Property,
                Factory = found.Factory,
                IsDefault = defaultTargets.Contains(found.Factory),
            })
            .ToList();

        var definitions = targets.ConvertAll(target =>
        {
            var definition = new TargetDefinition(build, target);
            ((Target)target.Factory)(definition);
            return definition;
        });
        for (var i = 0; i < targets.Count; i++)
            Relate(targets, targets[i], definitions[i]);
        return targets;
    }

    private static void Relate(List<ExecutableTarget> targets, ExecutableTarget target, TargetDefinition definition)
    {
        target.ExecutionDependencies.AddRange(Find(definition.Dependencies));
        target.OrderDependencies.AddRange(Find(definition.Predecessors));
        target.Triggers.AddRange(Find(definition.Triggered));
        foreach (var dependent in Find(definition.Dependents))
            dependent.ExecutionDependencies.Add(target);
        foreach (var successor in Find(definition.Successors))
            successor.OrderDependencies.Add(target);
        foreach (var triggered in Find(definition.Triggered))
            triggered.TriggerDependencies.Add(target);
        foreach (var trigger in Find(definition.Triggering))
        {
            trigger.Triggers.Add(target);
            target.TriggerDependencies.Add(trigger);
        }

        // Every reading of a target property yields a new delegate; equal method and instance make it the same target.
        IEnumerable<ExecutableTarget> Find(List<Target> factories) => factories.Select(factory =>
            targets.Find(candidate => candidate.Factory.Equals(factory))
            ?? throw new InvalidOperationException($"Target '{target.Name}' relates to something that is not a target of the build."));
    }

    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var classes = new List<Type>();
        for (var current = type; current is not null && current != typeof(NukeBuild); current = current.BaseType)
            classes.Add(current);

        // An explicit implementation has a dotted name and is found under its component's name instead.
        return classes.Concat(type.GetInterfaces())
            .SelectMany(declaring => declaring.GetProperties(Own).OrderBy(property => property.MetadataToken))
            .Where(property => property.PropertyType == typeof(Target) && !property.Name.Contains('.', StringComparison.Ordinal));
    }
}
