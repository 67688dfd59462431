using Microsoft.Extensions.Configuration;

namespace Shop.Tests.Running;

/// <summary>Environments for the shop, made in memory.</summary>
internal static class Environments
{
    /// <summary>Of a name that is given twice, the last value counts.</summary>
    public static IConfiguration Of(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Reverse().DistinctBy(setting => setting.Name, StringComparer.Ordinal)
            .Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
        .Build();

    /// <summary>A database on a port where nobody listens: every connection is refused at once.</summary>
    public static IConfiguration WithoutDatabase(params (string Name, string Value)[] more) => Of(
        [
            ("ConnectionStrings:Shop", "Host=127.0.0.1;Port=1;Database=shop;Username=shop;Password=secret-of-nobody"), ("SHOP_PORT", "0"),
            .. more,
        ]);

    public static IConfiguration With(this IConfiguration settings, params (string Name, string Value)[] more) =>
        new ConfigurationBuilder().AddConfiguration(settings).AddConfiguration(Of(more)).Build();
}
