using System.Text;
using Slipway.Routers.Foundation;
using Slipway.Routers.Hosting;

namespace Slipway.Routers.Nginx;

/// <summary>The Lua program that decides each request, as one file: so that it is replaced as a whole when Slipway itself is.</summary>
internal static class NginxProgram
{
    public const string Path = ProxyImage.Folder + "/program.lua";
    private static readonly IReadOnlyList<string> Parts = ["balance", "control", "count", "hold", "route", "state", "watch"];

    public static string Text { get; } = Bundle();

    private static string Bundle()
    {
        var text = new StringBuilder(
            "-- Written by Slipway from several files; each is a string here, so that an error names its own file and line.\n");
        Append(text, "pages", PagesPart);
        foreach (var part in Parts)
        {
            Append(text, part, EmbeddedText.Read($"Nginx/Program/{part}.lua"));
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string part, string source) => text.Append(
        $"""
         package.loaded["{part}"] = nil
         package.preload["{part}"] = assert(loadstring([==[
         {source}]==], "={part}.lua"))

         """);

    private static string PagesPart =>
        $$"""
          return {
              maintenance = [[{{Pages.Maintenance}}]],
              no_release = [[{{Pages.NoRelease}}]],
              no_route = [[{{Pages.NoRoute}}]],
          }

          """;
}
