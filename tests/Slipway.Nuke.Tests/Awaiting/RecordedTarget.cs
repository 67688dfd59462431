using System.Reflection;
using System.Runtime.CompilerServices;
using Nuke.Common;

namespace Slipway.Nuke.Tests.Awaiting;

/// <summary>
/// What a target declares, recorded. A proxy and no implementation, so that it stands for <see cref="ITargetDefinition"/> whatever other
/// members that has.
/// </summary>
public class RecordedTarget : DispatchProxy
{
    private readonly List<string> traps = [];
    private readonly List<(MethodInfo Method, object?[] Arguments)> calls = [];

    /// <summary>Bodies that Nuke would start and not await.</summary>
    public IReadOnlyList<string> Traps => traps;

    public string? Description =>
        (string?)calls.LastOrDefault(call => call.Method.Name == nameof(ITargetDefinition.Description)).Arguments?[0];

    public bool IsListed => !calls.Exists(call => call.Method.Name == nameof(ITargetDefinition.Unlisted));

    public int Bodies => calls.Count(call => call.Method.Name == nameof(ITargetDefinition.Executes));

    public static RecordedTarget Of(Target target)
    {
        var definition = Create<ITargetDefinition, RecordedTarget>();
        target(definition);
        return (RecordedTarget)(object)definition;
    }

    /// <summary>All targets of a build or of one of its components, by name.</summary>
    public static IReadOnlyDictionary<string, RecordedTarget> AllOf(Type declaring, object build) => declaring
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.PropertyType == typeof(Target))
        .ToDictionary(property => property.Name, property => Of((Target)property.GetValue(build)!), StringComparer.Ordinal);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        calls.Add((targetMethod!, args!));
        if (targetMethod!.Name == nameof(ITargetDefinition.Executes))
        {
            Inspect(targetMethod, args![0]!);
        }

        return this;
    }

    private void Inspect(MethodInfo executes, object body)
    {
        if (executes.IsGenericMethod && typeof(Task).IsAssignableFrom(executes.GetGenericArguments()[0]))
        {
            traps.Add($"the task that {((Delegate)body).Method.Name} returns is dropped");
        }

        foreach (var action in body as Action[] ?? [])
        {
            if (action.Method.IsDefined(typeof(AsyncStateMachineAttribute)))
            {
                traps.Add($"{action.Method.Name} is async and returns nothing");
            }
        }
    }
}
