namespace Nuke.Common.Tooling;

public static class OptionsExtensions
{
    public static T Apply<T>(this T options, Configure<T> configurator)
        where T : Options, new() => configurator.InvokeSafe(options);

    public static T Apply<T, TValue>(this T options, Configure<T, TValue> configurator, TValue value)
        where T : Options, new() => configurator is null ? options : configurator(options, value);

    public static T When<T>(this T options, Func<T, bool> condition, Configure<T> configurator)
        where T : Options, new() => condition(options) ? configurator(options) : options;

    public static T[] CombineWith<T, TValue>(this T options, IEnumerable<TValue> values, Func<T, TValue, T> configurator)
        where T : Options => values.Select(value => configurator(options, value)).ToArray();

    internal static T With<T>(this T options, string name, object value)
        where T : Options => (T)options.Copy(name, value);

    internal static T WithList<T>(this T options, string name, IEnumerable<string> values)
        where T : Options => (T)options.Copy(name, values?.ToList());

    internal static T WithMore<T>(this T options, string name, IEnumerable<string> values)
        where T : Options => (T)options.Copy(name, options.GetList(name).Concat(values).ToList());

    internal static T WithEntry<T>(this T options, string name, string key, object value)
        where T : Options => (T)options.Copy(name,
            new Dictionary<string, object>(options.GetEntries(name), StringComparer.Ordinal) { [key] = value });
}
